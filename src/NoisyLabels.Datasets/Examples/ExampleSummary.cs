namespace NoisyLabels.Datasets.Examples;

/// <summary>What was written, or would be.</summary>
/// <param name="Folder">The data set's root, absolute.</param>
/// <param name="Classes">In ordinal order.</param>
/// <param name="Truth">One row for each image, in ordinal order of the names.</param>
public sealed record ExampleSummary(string Folder, IReadOnlyList<string> Classes, IReadOnlyList<TruthRow> Truth)
{
    public int WrongLabels => Truth.Count(row => row.Label != row.GivenLabel);
}
