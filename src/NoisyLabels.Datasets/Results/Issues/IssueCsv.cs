using System.Globalization;
using CsvHelper;
using NoisyLabels.Datasets.Tables;

namespace NoisyLabels.Datasets.Results.Issues;

/// <summary>issues.csv: RFC 4180 with LF, UTF-8 without a mark, a missing value is an empty cell.</summary>
internal static class IssueCsv
{
    public static void Write(Stream stream, IEnumerable<IssueRow> rows) =>
        CsvTable.Write(
            stream,
            IssueColumns.All.Select(column => column.Name),
            rows.Select(row => IssueColumns.All.Select(column => column.Text(row))));

    /// <exception cref="UserErrorException">
    /// A column is missing, or a cell holds something else than its column says.
    /// </exception>
    public static IReadOnlyList<IssueRow> Read(string path)
    {
        using var csv = CsvTable.Open(path);
        var missing = IssueColumns.All.Select(column => column.Name).Except(csv.HeaderRecord!).ToList();
        if (missing.Count > 0)
        {
            throw new UserErrorException($"\"{path}\" lacks the columns {string.Join(", ", missing)}.");
        }

        List<IssueRow> rows = [];
        while (csv.Read())
        {
            rows.Add(Row(new Cells(csv, path)));
        }

        return rows;
    }

    private static IssueRow Row(Cells cells) => new()
    {
        FileName = cells.Required("file_name"),
        Split = cells.Text("split"),
        GivenLabel = cells.Required("given_label"),
        PredictedLabel = cells.Required("predicted_label"),
        IsLabelIssue = cells.Flag("is_label_issue") ?? false,
        LabelQuality = cells.Score("label_quality"),
        SuggestedLabel = cells.Text("suggested_label"),
        SuggestedLabelConfidence = cells.Score("suggested_label_confidence"),
        IsOutlierIssue = cells.Flag("is_outlier_issue"),
        OutlierScore = cells.Score("outlier_score"),
        IsNearDuplicateIssue = cells.Flag("is_near_duplicate_issue"),
        NearDuplicateScore = cells.Score("near_duplicate_score"),
        NearDuplicateSet = cells.Integer("near_duplicate_set"),
        IsAmbiguous = cells.Flag("is_ambiguous") ?? false,
        NumAnnotations = cells.Integer("num_annotations"),
        AnnotatorAgreement = cells.Score("annotator_agreement"),
        ConsensusLabel = cells.Text("consensus_label"),
        ConsensusQualityScore = cells.Score("consensus_quality_score"),
        ReviewState = cells.Text("review_state"),
        CorrectedLabel = cells.Text("corrected_label"),
        ReviewedBy = cells.Text("reviewed_by"),
        ReviewedAt = cells.Time("reviewed_at"),
        ModelVersion = cells.Text("model_version"),
        LabelStudioTaskId = cells.Integer("label_studio_task_id"),
    };

    /// <summary>The cells of the row that a reader stands on, by column, as the column's type.</summary>
    private readonly struct Cells(CsvReader csv, string path)
    {
        private delegate bool Parse<T>(string text, out T value);

        public string? Text(string column) => csv.GetField(column) is { Length: > 0 } text ? text : null;

        public string Required(string column) => Text(column) ?? throw Bad(column, "nothing");

        public bool? Flag(string column) => Value<bool>(column, bool.TryParse);

        public double? Score(string column) => Value(
            column, (string text, out double value) => double.TryParse(text, CultureInfo.InvariantCulture, out value));

        public long? Integer(string column) => Value(
            column, (string text, out long value) => long.TryParse(text, CultureInfo.InvariantCulture, out value));

        public DateTime? Time(string column) => Value(
            column,
            (string text, out DateTime value) => DateTime.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                out value));

        private T? Value<T>(string column, Parse<T> parse)
            where T : struct =>
            Text(column) is not { } text ? null : parse(text, out var value) ? value : throw Bad(column, $"\"{text}\"");

        private UserErrorException Bad(string column, string found) =>
            new($"\"{path}\" near line {csv.Parser.RawRow}: {column} holds {found}.");
    }
}
