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
