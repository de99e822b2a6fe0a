using System.Xml.Linq;

namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>Label Studio's editor does not look at the case of tags and attributes, nor do these.</summary>
internal static class XmlAttributes
{
    public static bool IsTag(this XElement element, string tag) =>
        string.Equals(element.Name.LocalName, tag, StringComparison.OrdinalIgnoreCase);

    /// <summary>Null where the attribute is absent or empty.</summary>
    public static string? Value(this XElement element, string attribute) =>
        element.Attributes().FirstOrDefault(found =>
            string.Equals(found.Name.LocalName, attribute, StringComparison.OrdinalIgnoreCase))?.Value.Trim()
                is { Length: > 0 } value
            ? value
            : null;

    public static bool Says(this XElement element, string attribute, string value) =>
        string.Equals(element.Value(attribute), value, StringComparison.OrdinalIgnoreCase);

    public static bool IsTrue(this XElement element, string attribute) => element.Says(attribute, "true");

    public static IReadOnlyList<string> List(this XElement element, string attribute) =>
        element.Value(attribute)?.Split(
            ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
