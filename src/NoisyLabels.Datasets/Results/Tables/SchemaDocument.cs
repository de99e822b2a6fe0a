using System.Text.Json;
using System.Text.Json.Nodes;
using NoisyLabels.Datasets.Files;
using NoisyLabels.Datasets.Results.Issues;

namespace NoisyLabels.Datasets.Results.Tables;

/// <summary>schema.json: what every file and column of a run's folder holds, with type, range and direction.</summary>
internal static class SchemaDocument
{
    public static void Write(Stream stream)
    {
        var document = new JsonObject
        {
            ["schema_version"] = RunDocument.CurrentSchemaVersion,
            ["conventions"] = "UTF-8, LF; CSV after RFC 4180; a missing value is an empty cell in CSV, null elsewhere; "
                + "scores are 0 to 1 with six decimals; rows are in ordinal order of file_name, and row i of every "
                + ".npy file belongs to row i of issues.csv.",
            ["files"] = Files(),
        };
        using var writer = new Utf8JsonWriter(stream, JsonFormat.Indented);
        document.WriteTo(writer);
    }

    private static JsonObject Files()
    {
        const string issues = "One row an image: is its label wrong, and what is it probably.";
        return new JsonObject
        {
            [RunFiles.IssuesCsv] = Table(issues, Issues()),
            [RunFiles.IssuesJsonLines] = Table(issues, Issues()),
            [RunFiles.IssuesParquet] = Table(issues, Issues()),
            [RunFiles.ClassSummary] = Table("One row a class, the noisiest first, counted from the flags.", Classes()),
            [RunFiles.Manifest] = Table("One row an image: what the run saw.", Manifest()),
            [RunFiles.NoiseTransition] = Text(
                "P(given = column | true = row), 0 to 1; the first column, true_label, names the row; "
                + "each row sums to 1."),
            [RunFiles.PredProbs] = Text(
                "float32, N x K, C order: class probabilities, out of sample; columns in the order of classes.txt."),
            [RunFiles.Features] = Text("float32, N x D, C order: features of the backbone that run.json names."),
            [RunFiles.Classes] = Text(
                "Class names in ordinal order, one a line; line breaks in names are written \\n, \\r."),
            [RunFiles.Corrections] = Text(
                "Four arrays of equal length (corrected_paths, original_labels, corrected_labels, corrected_scores) "
                + "listing every image; the labels are equal where nothing is corrected. The score is the probability "
                + "that corrected_labels is right; high is good."),
            [RunFiles.VersionedCorrections] = Text(
                "The same with a version: items of path, original_label, corrected_label, score (as above), "
                + "label_quality (probability that original_label is right; high is good), state (unchanged, "
                + "suggested; accepted, kept, relabelled, excluded, unsure after review) and sha256 of the image."),
            [RunFiles.Run] = Text(
                "How the run was made: options, seed, backbone, counts, what was skipped and why, timings."),
        };
    }

    private static JsonArray Issues() =>
    [
        .. IssueColumns.All.Select(column => Column(column.Name, column.Kind, column.Description, column.Direction)),
    ];

    private static JsonArray Classes() =>
    [
        Column("class_name", ColumnKind.Text, "Name of the class."),
        Column("num_examples", ColumnKind.Integer, "Images with this given label."),
        Column("label_issues", ColumnKind.Integer, "Those of them that are flagged.", "high is bad"),
        Column("inverse_label_issues", ColumnKind.Integer,
            "Flagged images elsewhere that probably belong here.", "high is bad"),
        Column("label_noise", ColumnKind.Score, "label_issues / num_examples.", "high is bad"),
        Column("inverse_label_noise", ColumnKind.Score,
            "inverse_label_issues / (num_examples - label_issues + inverse_label_issues).", "high is bad"),
        Column("label_quality_score", ColumnKind.Score, "1 - label_noise.", "high is good"),
    ];

    private static JsonArray Manifest() =>
    [
        Column("file_name", ColumnKind.Text, "Path below the dataset's root, forward slashes."),
        Column("sha256", ColumnKind.Text, "Of the file's bytes."),
        Column("width", ColumnKind.Integer, "Pixels, upright."),
        Column("height", ColumnKind.Integer, "Pixels, upright."),
        Column("given_label", ColumnKind.Text, "The label that the dataset gives."),
        Column("split", ColumnKind.Text, "train, val, test … where the dataset has splits."),
    ];

    private static JsonObject Table(string description, JsonArray columns) =>
        new() { ["description"] = description, ["columns"] = columns };

    private static JsonObject Text(string description) => new() { ["description"] = description };

    private static JsonObject Column(string name, ColumnKind kind, string description, string? direction = null)
    {
        var column = new JsonObject
        {
            ["name"] = name,
            ["type"] = kind switch
            {
                ColumnKind.Flag => "boolean",
                ColumnKind.Score => "number",
                ColumnKind.Integer => "integer",
                _ => "string",
            },
        };
        AddFormat(column, kind);
        column["description"] = description;
        if (direction is not null)
        {
            column["direction"] = direction;
        }

        return column;
    }

    private static void AddFormat(JsonObject column, ColumnKind kind)
    {
        if (kind == ColumnKind.Score)
        {
            (column["minimum"], column["maximum"]) = (0, 1);
        }
        else if (kind == ColumnKind.Integer)
        {
            column["minimum"] = 0;
        }
        else if (kind == ColumnKind.Timestamp)
        {
            column["format"] = "date-time";
        }
    }
}
