using System.Globalization;
using System.Text.Json;

namespace NoisyLabels.LabelStudio.Json;

/// <summary>
/// Reads values that may be absent, null or of another type than they should be; none of these throws.
/// Elements come from <see cref="JsonBody.Parse"/>, so that their texts are Unicode.
/// </summary>
internal static class TolerantElement
{
    /// <summary>The value of a property; null when this is no object, or the property is absent or null.</summary>
    public static JsonElement? Property(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;

    /// <summary>A text, or a number as it is written.</summary>
    public static string? Text(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    public static string? Text(this JsonElement element, string name) => element.Property(name)?.Text();

    /// <summary>A whole number, a text of digits, or the <c>id</c> of an object.</summary>
    public static long? Whole(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(
            element.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        JsonValueKind.Object when element.Property("id") is { ValueKind: not JsonValueKind.Object } id => id.Whole(),
        _ => null,
    };

    public static long? Whole(this JsonElement element, string name) => element.Property(name)?.Whole();

    /// <summary>A finite number.</summary>
    public static double? Real(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.Number } value
        && value.TryGetDouble(out var number)
        && double.IsFinite(number)
            ? number
            : null;

    public static bool Flag(this JsonElement element, string name) => element.Property(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.String } text => bool.TryParse(text.GetString(), out var flag) && flag,
        { ValueKind: JsonValueKind.Number } number => number.TryGetInt64(out var value) && value != 0,
        _ => false,
    };

    public static DateTimeOffset? Moment(this JsonElement element, string name) =>
        element.Text(name) is { } text
        && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUniversalTime()
            : null;

    /// <summary>The items of a list; anything else but null counts as a list of one.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Property(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        { } single => [single],
    };
}
