using System.Xml;
using System.Xml.Linq;

namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>Reads the XML of a labelling configuration: no DTD, no entities, limits on size and depth.</summary>
internal static class LabelConfigParser
{
    private const int MaxCharacters = 4_000_000;
    private const int MaxLevels = 64;

    public static LabelConfig Parse(string? xml)
    {
        if (string.IsNullOrWhiteSpace(xml))
        {
            return Unusable("The labelling configuration is empty; add an Image with Choices to it.");
        }

        if (xml.Length > MaxCharacters)
        {
            return Unusable(
                $"The labelling configuration has more than {MaxCharacters} characters, the most that is read.");
        }

        try
        {
            return Read(Load(xml.Trim()));
        }
        catch (XmlException e)
        {
            return Unusable($"The labelling configuration is no XML that can be read: {Shorten(e.Message)}");
        }
    }

    /// <summary>Cuts the parser's message, which repeats names of any length.</summary>
    private static string Shorten(string message) => message.Length <= 200 ? message : $"{message[..200]}….";

    private static LabelConfig Unusable(string problem) => new() { Problem = problem };

    private static LabelConfig Read(XElement root)
    {
        var images = new List<ImageObject>();
        var controls = new List<ChoiceControl>();
        var leftAlone = new List<string>();
        foreach (var image in root.DescendantsAndSelf().Where(element => element.IsTag("Image")))
        {
            if (image.Value("name") is { } name && (image.Value("value") ?? image.Value("valueList")) is { } value)
            {
                images.Add(new ImageObject(name, value, image.Value("value") is null));
            }
        }

        foreach (var element in root.DescendantsAndSelf().Where(ControlReader.IsControl))
        {
            var name = element.Value("name")!;
            if (controls.Any(control => control.Name == name))
            {
                leftAlone.Add($"\"{name}\" stands twice in the labelling configuration; the first one counts.");
                continue;
            }

            var (control, reason) = ControlReader.Read(element, images);
            if (control is not null)
            {
                controls.Add(control);
            }
            else
            {
                leftAlone.Add($"\"{name}\" is left alone: {reason}");
            }
        }

        return new LabelConfig
        {
            Images = images,
            Controls = controls,
            LeftAlone = leftAlone,
            Problem = Problem(images, controls, leftAlone),
        };
    }

    private static string? Problem(List<ImageObject> images, List<ChoiceControl> controls, List<string> leftAlone) =>
        controls.Count > 0 ? null
        : images.Count == 0 ? "The labelling configuration has no Image, so there is nothing to classify."
        : leftAlone.Count == 0 ? "The labelling configuration has no Choices for its Image."
        : $"The labelling configuration has no Choices that classify its Image. {leftAlone[0]}";

    /// <exception cref="XmlException">It is no XML, has a DTD, or is nested too deeply.</exception>
    private static XElement Load(string xml)
    {
        using (var reader = Reader(xml))
        {
            while (reader.Read())
            {
                if (reader.Depth > MaxLevels)
                {
                    throw new XmlException($"its elements are nested more than {MaxLevels} deep.");
                }
            }
        }

        using var second = Reader(xml);
        return XDocument.Load(second).Root!;
    }

    private static XmlReader Reader(string xml) => XmlReader.Create(new StringReader(xml), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = MaxCharacters,
    });
}

/// <summary>Reads tags and attributes in any case, as Label Studio's editor does.</summary>
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
