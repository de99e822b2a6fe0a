using System.Globalization;

namespace NoisyLabels.Contracts.Api;

/// <summary>The answer to <c>GET …/corrections</c>.</summary>
/// <param name="Control">The control that the labels belong to; null when the project has no single choice.</param>
/// <param name="ModelVersion">The version that judged the labels; null before the first version.</param>
/// <param name="Items">Worst label first.</param>
/// <param name="Next">For the parameter <c>after</c> of the next page; null on the last page.</param>
public sealed record CorrectionPage(
    string? Control, string? ModelVersion, IReadOnlyList<CorrectionItem> Items, string? Next);

/// <summary>A given label, and what the model and people think of it; names as in the file issues.csv.</summary>
/// <param name="Image">Address of the image as the task says it; null where the task says none.</param>
/// <param name="SuggestedLabelConfidence">Probability that the suggested label is right, 0 to 1.</param>
/// <param name="LabelQuality">Probability that the given label is right, 0 to 1: low is bad.</param>
/// <param name="ReviewState">
/// <c>accepted</c>, <c>kept</c>, <c>relabelled</c>, <c>excluded</c> or <c>unsure</c>; null while nobody has decided.
/// </param>
/// <param name="CorrectedLabel">The label that a person said is right.</param>
public sealed record CorrectionItem(
    long LabelStudioTaskId,
    string? Image,
    string GivenLabel,
    string? SuggestedLabel,
    double SuggestedLabelConfidence,
    double LabelQuality,
    bool IsLabelIssue,
    string? ReviewState,
    string? CorrectedLabel,
    string? ReviewedBy,
    DateTimeOffset? ReviewedAt,
    string ModelVersion)
{
    /// <summary>Path in the dataset that the task was imported from; null where the task does not say it.</summary>
    public string? FileName { get; init; }

    /// <summary>SHA-256 of the image file at its import, lower-case hex; null where the task does not say it.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The label in the dataset that the task was imported from; null where the task does not say it.</summary>
    public string? DatasetLabel { get; init; }
}

/// <summary>Which corrections a client asks for; all by default.</summary>
public sealed record CorrectionQuery
{
    /// <summary>A page has at most this many rows.</summary>
    public const int MaxPageRows = 1000;

    /// <summary>Name of the control; null for the first single choice.</summary>
    public string? Control { get; init; }

    /// <summary>Only labels that are reported as wrong.</summary>
    public bool OnlyIssues { get; init; }

    /// <summary>Only tasks about which nobody has decided.</summary>
    public bool OnlyOpen { get; init; }

    /// <summary>Only this given label.</summary>
    public string? Given { get; init; }

    /// <summary>Only this suggested label.</summary>
    public string? Suggested { get; init; }

    /// <summary>The worst so many, from 1; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The query part of an address, with its question mark; empty when nothing is asked for.</summary>
    /// <param name="limit">Rows of this answer; null for all.</param>
    /// <param name="after"><see cref="CorrectionPage.Next"/> of the page before; null for the first page.</param>
    internal string ToQueryString(int? limit, string? after = null)
    {
        (string Name, string? Value)[] parts =
        [
            ("control", Control),
            ("only_issues", OnlyIssues ? "true" : null),
            ("only_open", OnlyOpen ? "true" : null),
            ("given", Given),
            ("suggested", Suggested),
            ("limit", limit?.ToString(CultureInfo.InvariantCulture)),
            ("after", after),
        ];
        var text = string.Join('&', parts
            .Where(part => part.Value is not null)
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        return text.Length == 0 ? "" : "?" + text;
    }
}

/// <summary>The files in which all corrections can be downloaded.</summary>
public enum CorrectionFormat
{
    /// <summary>A table as text.</summary>
    Csv,

    /// <summary>The same table as Apache Parquet.</summary>
    Parquet,

    /// <summary><see cref="CorrectionLists"/> as JSON: every image, whatever the query asks for.</summary>
    Predecessor,
}

/// <summary>The predecessor's file corrections.json: four lists of one length, with every image.</summary>
/// <param name="CorrectedScores">
/// Probability of the label in <paramref name="CorrectedLabels"/>, 0 to 1; 1 where a person decided.
/// </param>
public sealed record CorrectionLists(
    IReadOnlyList<string> CorrectedPaths,
    IReadOnlyList<string> OriginalLabels,
    IReadOnlyList<string> CorrectedLabels,
    IReadOnlyList<double> CorrectedScores);
