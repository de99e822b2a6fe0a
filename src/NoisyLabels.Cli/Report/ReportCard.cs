namespace NoisyLabels.Cli.Report;

/// <summary>One image on the wall.</summary>
/// <param name="Rank">1 for the worst.</param>
/// <param name="FileName">Path below the dataset's root.</param>
/// <param name="Given">Index of the given class.</param>
/// <param name="Suggested">Index of the suggested class; -1 where there is none.</param>
/// <param name="Quality">Label quality, 0 to 1; low is bad.</param>
/// <param name="Thumbnail">The picture as a data URI; null where it can no longer be read.</param>
internal sealed record ReportCard(
    int Rank,
    string FileName,
    int Given,
    int Suggested,
    double Quality,
    Thumbnail? Thumbnail)
{
    /// <summary>The last part of the path; its folders are mostly the class again.</summary>
    public string ShortName => FileName[(FileName.LastIndexOf('/') + 1)..];
}
