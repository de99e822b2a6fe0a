using System.Globalization;
using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Records;

/// <summary>The <c>data</c> of a task: whatever JSON somebody imported. Reading it never throws.</summary>
public sealed class TaskData
{
    /// <summary>The key of an uploaded file in a project whose configuration names none.</summary>
    public const string Undefined = "$undefined$";

    private readonly JsonElement _root;

    private TaskData(JsonElement root) => _root = root;

    public static TaskData Empty { get; } = new(default);

    /// <summary>As JSON text; <c>{}</c> when there is none.</summary>
    public string Json => _root.ValueKind is JsonValueKind.Undefined ? "{}" : _root.GetRawText();

    /// <summary>A text (or a number as it is written) at <c>key</c> or <c>a.b</c>; null when there is none.</summary>
    public string? Text(string path) => Find(path)?.Text();

    /// <summary>Reads what <see cref="Json"/> wrote; anything else that is no JSON object gives empty data.</summary>
    public static TaskData Parse(string json)
    {
        try
        {
            using var document = JsonBody.Parse(System.Text.Encoding.UTF8.GetBytes(json));
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return Empty;
        }
    }

    internal static TaskData Read(JsonElement? data) =>
        data is { ValueKind: JsonValueKind.Object } found ? new TaskData(found.Clone()) : Empty;

    /// <summary>What lies at <c>key</c>, <c>a.b</c> or <c>a[0].b</c>; null when nothing does.</summary>
    internal JsonElement? Find(string path)
    {
        if (_root.Property(path) is { } direct)
        {
            return direct;
        }

        JsonElement? at = _root;
        foreach (var step in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            at = at is { } here ? Step(here, step) : null;
        }

        return at is { ValueKind: not JsonValueKind.Undefined } ? at : null;
    }

    private static JsonElement? Step(JsonElement here, string step) =>
        here.ValueKind is not JsonValueKind.Array
            ? here.Property(step)
            : int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < here.GetArrayLength()
                ? here[index]
                : null;
}
