using NoisyLabels.Cli.Summaries;

namespace NoisyLabels.Cli.Report;

/// <summary>Everything that report.html shows.</summary>
internal sealed record ReportModel
{
    /// <summary>The dataset, as its owner calls it.</summary>
    public required string Title { get; init; }

    /// <summary>How the run was made: method, backbone, seed, date.</summary>
    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>Sentences to read with the result; mostly empty.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required RunOverview Summary { get; init; }

    /// <summary>The worst images that the page has room for, worst first.</summary>
    public required IReadOnlyList<ReportCard> Cards { get; init; }

    /// <summary>Rows given, columns suggested, counts; null where there are too many classes for a matrix.</summary>
    public required int[,]? Matrix { get; init; }

    public required string Version { get; init; }

    public string NameOf(int label) => label >= 0 ? Summary.Classes[label] : "unknown";
}

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
