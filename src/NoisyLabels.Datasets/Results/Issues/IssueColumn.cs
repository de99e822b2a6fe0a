using System.Globalization;

namespace NoisyLabels.Datasets.Results.Issues;

internal enum ColumnKind
{
    Text,
    Flag,
    Score,
    Integer,
    Timestamp,
}

/// <summary>One column of the tables of issues, the same in every format.</summary>
/// <param name="Name">snake_case.</param>
/// <param name="Get">The value: string, bool, double, long or <see cref="DateTime"/> as the kind says, or null.</param>
/// <param name="Description">For <c>schema.json</c>.</param>
/// <param name="Direction">For scores: which end is good.</param>
internal sealed record IssueColumn(
    string Name, ColumnKind Kind, Func<IssueRow, object?> Get, string Description, string? Direction = null)
{
    /// <summary>Scores have six decimals in every format, so that the formats agree to the digit.</summary>
    private const int Decimals = 6;

    /// <summary>The value, with scores rounded and what is no number missing.</summary>
    public object? Value(IssueRow row) => Get(row) switch
    {
        double score => double.IsFinite(score) ? Math.Round(score, Decimals) + 0.0 : null,
        var other => other,
    };

    /// <summary>
    /// The value as text in a CSV cell or a JSON literal (texts without quotation marks); null where missing.
    /// </summary>
    public string? Text(IssueRow row) => Value(row) switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        double score => score.ToString("F6", CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        DateTime time => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        var text => (string)text,
    };
}
