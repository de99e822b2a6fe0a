using System.Text.Json;

namespace NoisyLabels.Learning.Backbones;

/// <summary>
/// Reads one object of a descriptor and notes everything that is wrong with it, so that a user hears it all at once.
/// </summary>
/// <remarks>
/// Where a value is wrong, a reading method notes it and returns a stand-in; the result counts only without errors.
/// </remarks>
internal sealed class DescriptorReader
{
    private readonly JsonElement _element;
    private readonly string _path;

    public DescriptorReader(JsonElement root)
        : this(root, "", [])
    {
    }

    private DescriptorReader(JsonElement element, string path, List<string> errors)
    {
        (_element, _path, Errors) = (element, path, errors);
        if (!IsObject)
        {
            errors.Add(path.Length == 0 ? "it must be an object" : $"'{path.TrimEnd('.')}' must be an object");
        }
    }

    /// <summary>Shared by all readers of one descriptor.</summary>
    public List<string> Errors { get; }

    private bool IsObject => _element.ValueKind == JsonValueKind.Object;

    public string Text(string key, Func<string, bool> isValid, string expected) =>
        OptionalText(key, isValid, expected) ?? Missing(key, expected, "");

    public string? OptionalText(string key, Func<string, bool> isValid, string expected)
    {
        if (!TryGet(key, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && isValid(text)
            ? text
            : Wrong(key, expected, value, "");
    }

    public bool OptionalFlag(string key) =>
        TryGet(key, out var value)
        && (value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : Wrong(key, "true or false", value, false));

    public int Whole(string key, int from, int to)
    {
        var expected = $"a whole number from {from} to {to}";
        if (!TryGet(key, out var value))
        {
            return Missing(key, expected, from);
        }

        return value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var number)
            && number >= from
            && number <= to
            ? number
            : Wrong(key, expected, value, from);
    }

    public T Choice<T>(string key, params (string Name, T Value)[] choices)
    {
        var expected = string.Join(" or ", choices.Select(c => $"\"{c.Name}\""));
        if (!TryGet(key, out var value))
        {
            return Missing(key, expected, choices[0].Value);
        }

        var name = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var at = Array.FindIndex(choices, c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? choices[at].Value : Wrong(key, expected, value, choices[0].Value);
    }

    public IReadOnlyList<double> Three(string key, Func<double, bool> isValid, string expected)
    {
        double[] standIn = [1, 1, 1];
        if (!TryGet(key, out var value))
        {
            return Missing(key, expected, standIn);
        }

        return value.ValueKind == JsonValueKind.Array
            && value.GetArrayLength() == 3
            && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Number && isValid(v.GetDouble()))
            ? [.. value.EnumerateArray().Select(v => v.GetDouble())]
            : Wrong(key, expected, value, standIn);
    }

    public DescriptorReader Section(string key) => new(Child(key), $"{_path}{key}.", Errors);

    /// <summary>The object under <paramref name="key"/>, or the objects of an array there.</summary>
    public IReadOnlyList<DescriptorReader> OneOrMore(string key)
    {
        var child = Child(key);
        return child.ValueKind == JsonValueKind.Array && child.GetArrayLength() > 0
            ? [.. child.EnumerateArray().Select((e, i) => new DescriptorReader(e, $"{_path}{key}[{i}].", Errors))]
            : [new DescriptorReader(child, $"{_path}{key}.", Errors)];
    }

    private JsonElement Child(string key) => TryGet(key, out var child) ? child : default;

    private bool TryGet(string key, out JsonElement value)
    {
        value = default;
        return IsObject && _element.TryGetProperty(key, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private T Missing<T>(string key, string expected, T standIn)
    {
        // A section that is no object has been reported as such.
        if (IsObject)
        {
            Errors.Add($"'{_path}{key}' is missing ({expected})");
        }

        return standIn;
    }

    private T Wrong<T>(string key, string expected, JsonElement value, T standIn)
    {
        var given = value.GetRawText();
        Errors.Add($"'{_path}{key}' must be {expected}, not {(given.Length > 60 ? given[..60] + "…" : given)}");
        return standIn;
    }
}
