using System.Text.Json;

namespace NoisyLabels.Datasets.Corrections;

/// <summary>Takes a JSON document for corrections of either shape, and says what is wrong where it is not.</summary>
internal sealed class CorrectionsParser(string path)
{
    private static readonly string[] ArrayKeys =
        [CorrectionKeys.Paths, CorrectionKeys.OriginalLabels, CorrectionKeys.CorrectedLabels, CorrectionKeys.Scores];

    /// <exception cref="UserErrorException">The document is of neither shape, or an entry is wrong.</exception>
    public CorrectionSet Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Fault("holds no JSON object");
        }

        try
        {
            var set = root.TryGetProperty(CorrectionKeys.SchemaVersion, out var version)
                ? ReadVersioned(root, version)
                : new CorrectionSet(null, null, ReadArrays(root));
            CheckPaths(set.Items);
            return set;
        }
        catch (InvalidOperationException)
        {
            throw Fault("holds half of a surrogate pair, which is no text");
        }
    }

    private List<Correction> ReadArrays(JsonElement root)
    {
        var arrays = ArrayKeys.Select(key => Array(root, key)).ToList();
        if (arrays.Select(array => array.GetArrayLength()).Distinct().Count() > 1)
        {
            var lengths = ArrayKeys.Zip(arrays, (key, array) => $"{key} {array.GetArrayLength()}");
            throw Fault(
                $"has arrays of unequal length ({string.Join(", ", lengths)}), so that they do not belong together");
        }

        List<Correction> items = [];
        var columns = arrays.ConvertAll(array => array.EnumerateArray());
        foreach (var (entryPath, original, corrected, score) in Zip(columns[0], columns[1], columns[2], columns[3]))
        {
            var where = $"entry {items.Count + 1}";
            var (from, to) = (
                Text(original, CorrectionKeys.OriginalLabels, where),
                Text(corrected, CorrectionKeys.CorrectedLabels, where));
            items.Add(new Correction(
                Text(entryPath, CorrectionKeys.Paths, where), from, to, Number(score, CorrectionKeys.Scores, where))
            {
                State = from == to ? CorrectionState.Unchanged : CorrectionState.Suggested,
            });
        }

        return items;
    }

    private CorrectionSet ReadVersioned(JsonElement root, JsonElement version)
    {
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number < 1)
        {
            throw Fault($"has a {CorrectionKeys.SchemaVersion} that is no positive number");
        }

        if (number > CorrectionsFile.CurrentSchemaVersion)
        {
            throw Fault(
                $"has {CorrectionKeys.SchemaVersion} {number}, but this program knows "
                + $"{CorrectionsFile.CurrentSchemaVersion} at most: update noisylabels");
        }

        List<Correction> items = [];
        foreach (var item in Array(root, CorrectionKeys.Items).EnumerateArray())
        {
            items.Add(ReadItem(item, $"item {items.Count + 1}"));
        }

        return new CorrectionSet(
            OptionalText(root, CorrectionKeys.Project), OptionalText(root, CorrectionKeys.ModelVersion), items);
    }

    private Correction ReadItem(JsonElement item, string where)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw Fault($"has an {where} that is no object");
        }

        var original = Text(Member(item, CorrectionKeys.OriginalLabel, where), CorrectionKeys.OriginalLabel, where);
        var corrected = Text(Member(item, CorrectionKeys.CorrectedLabel, where), CorrectionKeys.CorrectedLabel, where);
        return new Correction(
            Text(Member(item, CorrectionKeys.Path, where), CorrectionKeys.Path, where),
            original,
            corrected,
            Share(Number(Member(item, CorrectionKeys.Score, where), CorrectionKeys.Score, where), where))
        {
            LabelQuality = OptionalNumber(item, CorrectionKeys.LabelQuality, where),
            State = State(OptionalText(item, CorrectionKeys.State), original == corrected, where),
            Sha256 = OptionalText(item, CorrectionKeys.Sha256),
        };
    }

    private CorrectionState State(string? name, bool isSame, string where)
    {
        if (name is null)
        {
            return isSame ? CorrectionState.Unchanged : CorrectionState.Suggested;
        }

        return CorrectionKeys.StateOf(name)
            ?? throw Fault(
                $"has the state \"{name}\" in {where}; known are {string.Join(", ", CorrectionKeys.StateNames)}");
    }

    private void CheckPaths(IReadOnlyList<Correction> items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (items.FirstOrDefault(item => !seen.Add(item.Path)) is { } twice)
        {
            throw Fault($"lists \"{twice.Path}\" twice, so that its label cannot be told; keep one entry");
        }
    }

    private JsonElement Array(JsonElement root, string key) =>
        root.TryGetProperty(key, out var array) && array.ValueKind == JsonValueKind.Array
            ? array
            : throw Fault(
                $"has no array \"{key}\": either the arrays {string.Join(", ", ArrayKeys)} are expected, or "
                + $"{CorrectionKeys.SchemaVersion} and {CorrectionKeys.Items}");

    private JsonElement Member(JsonElement item, string key, string where) =>
        item.TryGetProperty(key, out var value) ? value : throw Fault($"lacks {key} in {where}");

    private string Text(JsonElement value, string key, string where) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw Fault($"holds no text for {key} in {where}");

    private static string? OptionalText(JsonElement item, string key) =>
        item.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private double Number(JsonElement value, string key, string where) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw Fault($"holds no number for {key} in {where}");

    /// <summary>Scores of this program are probabilities; what the predecessor's are, is not known.</summary>
    private double Share(double score, string where) =>
        score is >= 0 and <= 1
            ? score
            : throw Fault($"has the {CorrectionKeys.Score} {score} in {where}, which is not from 0 to 1");

    private double? OptionalNumber(JsonElement item, string key, string where) =>
        item.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null
            ? Number(value, key, where)
            : null;

    private UserErrorException Fault(string what) => new($"\"{path}\" {what}.");

    private static IEnumerable<(JsonElement, JsonElement, JsonElement, JsonElement)> Zip(
        params IEnumerable<JsonElement>[] columns) =>
        columns[0].Zip(columns[1], columns[2]).Zip(
            columns[3], (three, last) => (three.First, three.Second, three.Third, last));
}
