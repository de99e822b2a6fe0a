using System.Text.Json;
using System.Text.RegularExpressions;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>An <c>Image</c> of the configuration.</summary>
/// <param name="Name">What controls call it.</param>
/// <param name="Value"><c>$key</c>, <c>$a.b</c>, a literal address, or an address with keys in it.</param>
/// <param name="IsList">Shows several pages (<c>valueList</c>).</param>
public sealed partial record ImageObject(string Name, string Value, bool IsList)
{
    /// <summary>
    /// Reads where the pictures of a task lie: one, or all pages of a list; none where the task lacks the key. A file
    /// that was uploaded before there was a configuration lies under <c>$undefined$</c>.
    /// </summary>
    public IReadOnlyList<string> ReadAddresses(TaskData data)
    {
        var match = Key().Match(Value);
        if (match.Success && match.Length == Value.Length)
        {
            return Texts(data.Find(match.Groups[1].Value) ?? data.Find(TaskData.Undefined));
        }

        var isComplete = true;
        var address = Key().Replace(Value, key =>
        {
            var text = Fill(key.Groups[1].Value, data);
            isComplete &= text is not null;
            return text ?? "";
        });
        return isComplete && address.Length > 0 ? [address] : [];
    }

    /// <summary>
    /// Fills in a key. In <c>$id.jpg</c> it may be <c>id.jpg</c> or <c>id</c>: the longest that exists counts.
    /// </summary>
    private static string? Fill(string key, TaskData data)
    {
        for (var end = key.Length; end > 0; end = key.LastIndexOf('.', end - 1))
        {
            if (data.Find(key[..end])?.Text() is { } text)
            {
                return text + key[end..];
            }
        }

        return null;
    }

    private static IReadOnlyList<string> Texts(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().SelectMany(item => Texts(item))],
        { ValueKind: JsonValueKind.Object } item => Texts(item.Property("url") ?? item.Property("image")),
        { } single when single.Text() is { Length: > 0 } text => [text],
        _ => [],
    };

    /// <summary>Matches a key after a dollar sign, with the characters that Label Studio's editor allows.</summary>
    [GeneratedRegex(@"\$([\w\-]+(?:\.[\w\-]+|\[\d+\])*)")]
    private static partial Regex Key();
}
