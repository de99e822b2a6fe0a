namespace NoisyLabels.Learning.Heads;

/// <summary>Adjacent columns of a feature matrix: one output of the backbone at one image size.</summary>
/// <param name="Start">First column.</param>
/// <param name="Count">Columns, at least 1.</param>
public readonly record struct ColumnRange(int Start, int Count)
{
    /// <summary>The column behind the last one.</summary>
    public int End => Start + Count;
}
