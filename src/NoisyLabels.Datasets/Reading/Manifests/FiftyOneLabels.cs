using System.Text.Json;
using NoisyLabels.Datasets.Files;
using NoisyLabels.Datasets.Reading.Folders;

namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>
/// FiftyOne's <c>labels.json</c>: <c>{"classes": […], "labels": {"NAME": INDEX}}</c>, or the class's name in place of
/// its index. NAME is a path below <c>data/</c> (or the manifest's folder) without extension, a path with it, or an
/// absolute path.
/// </summary>
internal sealed class FiftyOneLabels(string path, string folder)
{
    private const string Data = "data";

    private readonly ImageSearch _search = new(folder);
    private ILookup<string, string>? _filesByStem;

    public IEnumerable<ManifestRow> Rows()
    {
        using var document = JsonFile.Parse(path);
        var classes = Classes(document.RootElement);
        if (!document.RootElement.TryGetProperty("labels", out var labels)
            || labels.ValueKind is not JsonValueKind.Object)
        {
            throw new UserErrorException(
                $"\"{path}\" has no object \"labels\": {{\"classes\": […], \"labels\": {{\"NAME\": INDEX}}}} is "
                + "expected.");
        }

        foreach (var entry in labels.EnumerateObject())
        {
            var (label, problem) = LabelOf(entry.Value, classes);
            var (file, missing) = problem is null && label is not null ? FileOf(entry.Name) : (entry.Name, null);
            yield return new ManifestRow($"label \"{entry.Name}\"", file, label, null, problem ?? missing);
        }
    }

    private List<string>? Classes(JsonElement root) =>
        !root.TryGetProperty("classes", out var classes) || classes.ValueKind is JsonValueKind.Null
            ? null
            : classes.ValueKind is JsonValueKind.Array
                && classes.EnumerateArray().All(name => name.ValueKind is JsonValueKind.String)
                ? [.. classes.EnumerateArray().Select(name => name.GetString()!)]
                : throw new UserErrorException($"\"{path}\" has \"classes\" that are no list of names.");

    /// <summary>An index into the classes, a name, or an object with either under "label".</summary>
    private static (string? Label, string? Problem) LabelOf(JsonElement target, List<string>? classes)
    {
        if (target.ValueKind is JsonValueKind.Object && target.TryGetProperty("label", out var inner))
        {
            target = inner;
        }

        return target.ValueKind switch
        {
            JsonValueKind.Null => (null, null),
            JsonValueKind.String => (target.GetString(), null),
            JsonValueKind.Number when classes is null => (target.GetRawText(), null),
            JsonValueKind.Number when target.TryGetInt32(out var index) && index >= 0 && index < classes.Count =>
                (classes[index], null),
            JsonValueKind.Number => (
                null, $"Its label {target.GetRawText()} is no index into the {classes.Count} classes of the file."),
            JsonValueKind.Array => (null, "It has a list of labels; one label for each image is expected."),
            _ => (null, "Its label is neither an index nor a name."),
        };
    }

    private (string File, string? Problem) FileOf(string name)
    {
        var found = Path.IsPathRooted(name)
            ? _search.Find(name)
            : _search.Exact($"{Data}/{name}") ?? ByStem($"{Data}/{name}") ?? _search.Exact(name) ?? ByStem(name);
        if (found is not null)
        {
            return (found, null);
        }

        _filesByStem ??= Stems();
        string[] several = [.. _filesByStem[$"{Data}/{name}"].Concat(_filesByStem[name])];
        return several is [var one, var two, ..]
            ? (name, $"It may be \"{one}\" or \"{two}\"; write the name with its extension.")
            : (name, $"There is no image of that name in \"{folder}\" or its folder {Data}; --images names another.");
    }

    private string? ByStem(string stem)
    {
        _filesByStem ??= Stems();
        return _filesByStem[stem].ToArray() is [var only] ? only : null;
    }

    private ILookup<string, string> Stems() =>
        FolderWalk.List(folder).Files.ToLookup(
            file => file[..^Path.GetExtension(file).Length], StringComparer.Ordinal);
}
