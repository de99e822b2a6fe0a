using System.Text.Json;

namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>
/// An export of Label Studio, whole (JSON) or flat (JSON_MIN, CSV). An export does not hold the labelling
/// configuration, so the control whose choices are labels is the only one that has any, or is named as the column of
/// labels.
/// </summary>
internal sealed class LabelStudioExport(string path, ImageSearch search, DatasetOptions options)
{
    /// <summary>Under this name 'import' keeps the way back.</summary>
    private const string FileName = "file_name";

    /// <summary>Looked at first; Label Studio's own examples call it image.</summary>
    private static readonly string[] ImageKeys = [FileName, "image"];

    /// <summary>What JSON_MIN writes beside the task's data and the choices, and 'import' into the data.</summary>
    private static readonly HashSet<string> FlatKeys = new(StringComparer.Ordinal)
    {
        "id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "sha256", "given_label", "split",
    };

    public static bool IsWhole(JsonElement task) =>
        task.TryGetProperty("data", out _)
        && (task.TryGetProperty("annotations", out _) || task.TryGetProperty("completions", out _));

    /// <param name="names">Of the values of an entry, or the columns of a table.</param>
    public static bool IsFlat(IEnumerable<string> names) =>
        names.Count(name => name is "annotation_id" or "annotator") == 2;

    public IEnumerable<ManifestRow> Whole(IReadOnlyList<JsonElement> tasks)
    {
        var control = ControlOf(tasks.SelectMany(Regions).Select(NameOf).OfType<string>().Distinct().ToList());
        return Rows(tasks.Select((task, i) => new ExportedTask(
            WhereOf(task, i),
            task.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object
                ? JsonLinesManifest.Values(data)
                : [],
            [.. Annotations(task).Select(annotation => VoteOf(annotation, control))])));
    }

    /// <summary>One entry an annotation: those of one task come together again.</summary>
    public IEnumerable<ManifestRow> Flat(IReadOnlyList<JsonElement> entries)
    {
        var names = entries.SelectMany(entry => entry.EnumerateObject()).Where(IsChoice).Select(value => value.Name);
        var control = ControlOf([.. names.Distinct()]);
        return Rows(entries.Index()
            .GroupBy(entry => WhereOf(entry.Item, entry.Index))
            .Select(task => new ExportedTask(
                task.Key,
                JsonLinesManifest.Values(task.First().Item),
                [.. task.Select(entry => new ExportedVote(FlatChoices(entry.Item, control), IsGroundTruth: false))])));
    }

    /// <summary>Where a bare file name is all that is left of two addresses, neither is known to be the file.</summary>
    private IEnumerable<ManifestRow> Rows(IEnumerable<ExportedTask> tasks)
    {
        var located = tasks.Select(task => (Task: task, Place: Locate(task.Data))).ToList();
        var claims = located.ToLookup(one => one.Place.File, one => one.Place.Address, StringComparer.Ordinal);
        foreach (var (task, (file, address)) in located)
        {
            var (label, problem) = task.Label();
            problem ??= (file, address) switch
            {
                (null, not null) => "Its image does not lie beside the export; put the images there, or name their "
                    + "folder with --images.",
                (not null, _) when claims[file].Distinct().Skip(1).Any() =>
                    $"Several tasks with images of that name might mean \"{file}\"; put the images where their "
                    + "addresses say.",
                _ => null,
            };
            yield return new ManifestRow(
                task.Where, problem is null ? file : address, label, task.Data.GetValueOrDefault("split"), problem);
        }
    }

    /// <summary>The file, and the address that it was found by; where none is found, the first address.</summary>
    private (string? File, string? Address) Locate(IReadOnlyDictionary<string, string?> data)
    {
        var images = data.Where(pair => pair.Value is { } text && ImageSearch.IsImage(text));
        var keys = options.FileNameColumn is { } asked ? [asked] : ImageKeys.Concat(images.Select(pair => pair.Key));
        var addresses = keys.Distinct()
            .Select(key => (Key: key, Value: data.GetValueOrDefault(key) ?? ""))
            .Where(address => address.Value.Length > 0)
            .ToList();
        return addresses
            .Select(address => (
                File: address.Key == FileName ? search.Exact(address.Value) : search.Find(address.Value),
                Address: (string?)address.Value))
            .FirstOrDefault(place => place.File is not null, (null, addresses.FirstOrDefault().Value));
    }

    private string ControlOf(List<string> names) =>
        options.LabelColumn is { } asked
            ? names.Contains(asked)
                ? asked
                : throw new UserErrorException(
                    $"\"{path}\" has no choices of \"{asked}\"; it has those of {Listed(names)}.")
            : names switch
            {
                [var only] => only,
                [] => throw new UserErrorException(
                    $"\"{path}\" is an export of Label Studio in which no task has a choice; export it again after "
                    + "labelling."),
                _ => throw new UserErrorException(
                    $"\"{path}\" has choices of several controls ({Listed(names)}); name the one that holds the labels "
                    + "with --label-column."),
            };

    private static string Listed(List<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private static string WhereOf(JsonElement task, int index) =>
        task.TryGetProperty("id", out var id) && JsonLinesManifest.Text(id) is { } number
            ? $"task {number}"
            : $"entry {index + 1}";

    private static IEnumerable<JsonElement> Annotations(JsonElement task) =>
        Items(task, "annotations").Concat(Items(task, "completions"))
            .Where(annotation => annotation.ValueKind is JsonValueKind.Object
                && !Flag(annotation, "was_cancelled")
                && !Flag(annotation, "skipped"));

    private static IEnumerable<JsonElement> Regions(JsonElement task) => Annotations(task).SelectMany(RegionsOf);

    private static IEnumerable<JsonElement> RegionsOf(JsonElement annotation) =>
        Items(annotation, "result").Where(region =>
            region.ValueKind is JsonValueKind.Object
            && region.TryGetProperty("value", out var value)
            && value.ValueKind is JsonValueKind.Object
            && value.TryGetProperty("choices", out var choices)
            && choices.ValueKind is JsonValueKind.Array);

    private static string? NameOf(JsonElement region) =>
        region.TryGetProperty("from_name", out var name) ? JsonLinesManifest.Text(name) : null;

    private static ExportedVote VoteOf(JsonElement annotation, string control) => new(
        [
            .. RegionsOf(annotation).Where(region => NameOf(region) == control)
                .SelectMany(region => Texts(region.GetProperty("value").GetProperty("choices")))
                .Distinct(),
        ],
        Flag(annotation, "ground_truth"));

    /// <summary>A text, or texts, of a flat entry: neither data of the task nor about the annotation.</summary>
    private static bool IsChoice(JsonProperty value) =>
        !FlatKeys.Contains(value.Name)
        && !ImageKeys.Contains(value.Name)
        && (value.Value.ValueKind is JsonValueKind.String
            ? value.Value.GetString() is { } text
                && !text.Contains("://", StringComparison.Ordinal)
                && !ImageSearch.IsImage(text)
            : value.Value.ValueKind is JsonValueKind.Object && value.Value.TryGetProperty("choices", out _));

    private static IReadOnlyList<string> FlatChoices(JsonElement entry, string control) =>
        !entry.TryGetProperty(control, out var value) ? []
        : value.ValueKind is JsonValueKind.Object && value.TryGetProperty("choices", out var list) ? [.. Texts(list)]
        : JsonLinesManifest.Text(value) is { Length: > 0 } text ? [text]
        : [];

    private static IEnumerable<string> Texts(JsonElement list) =>
        list.ValueKind is JsonValueKind.Array
            ? list.EnumerateArray().Select(JsonLinesManifest.Text).OfType<string>()
            : [];

    private static JsonElement.ArrayEnumerator Items(JsonElement owner, string key) =>
        owner.ValueKind is JsonValueKind.Object
        && owner.TryGetProperty(key, out var list)
        && list.ValueKind is JsonValueKind.Array
            ? list.EnumerateArray()
            : default;

    private static bool Flag(JsonElement owner, string key) =>
        owner.TryGetProperty(key, out var flag) && flag.ValueKind is JsonValueKind.True;
}
