namespace NoisyLabels.Learning.Neighbors;

/// <summary>
/// Adjacent ones of all columns that labels spread in. Column fold · K + class holds what the labels outside the fold
/// say of the class.
/// </summary>
/// <param name="First">Number of the block's first column.</param>
/// <param name="Count">Columns, at least 1.</param>
/// <param name="Classes">K.</param>
internal readonly record struct ColumnBlock(int First, int Count, int Classes)
{
    /// <summary>The fold of the first column.</summary>
    public int FirstFold => First / Classes;

    /// <summary>The fold of the last column.</summary>
    public int LastFold => (First + Count - 1) / Classes;

    /// <summary>Where the column of a fold and a class stands in the block; below 0 or from the count on where it does
    /// not.</summary>
    public int PlaceOf(int fold, int label) => fold * Classes + label - First;

    public bool Holds(int place) => place >= 0 && place < Count;
}
