using System.Xml;
using System.Xml.Linq;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Cli.Importing;

/// <summary>
/// From classes to a labelling configuration, and from a configuration to the control that takes them.
/// </summary>
internal static class ClassificationConfig
{
    /// <summary>One image and one choice among the classes, in their order.</summary>
    /// <exception cref="UserErrorException">A class has a name that XML cannot hold.</exception>
    public static string Of(IReadOnlyList<string> classes)
    {
        if (classes.FirstOrDefault(name => !IsXml(name)) is { } odd)
        {
            throw new UserErrorException(
                $"The class \"{odd}\" has characters that Label Studio cannot keep; rename it.");
        }

        return new XElement(
            "View",
            new XElement("Image", new XAttribute("name", "image"), new XAttribute("value", "$image")),
            new XElement(
                "Choices",
                new XAttribute("name", "label"),
                new XAttribute("toName", "image"),
                new XAttribute("choice", "single"),
                classes.Select(name => new XElement("Choice", new XAttribute("value", name))))).ToString();
    }

    /// <summary>The control that given labels go to, and the key of its image.</summary>
    /// <exception cref="UserErrorException">The configuration does not fit the dataset.</exception>
    public static (ChoiceControl Control, string ImageKey) Fit(string? xml, IReadOnlyList<string> classes)
    {
        var config = LabelConfig.Parse(xml);
        if (config.Controls is not [var control, ..])
        {
            throw new UserErrorException(
                (config.Problem ?? "The project's configuration has no choices for an image.")
                + " Give it an Image and Choices with the classes of the dataset, or import into a new project.");
        }

        if (control.IsMultiple)
        {
            throw new UserErrorException(
                $"\"{control.Name}\" of the project allows several choices for an image, but a dataset gives one. Set "
                + "choice=\"single\" in its configuration, or import into a new project.");
        }

        if (control.OptionsKey is null)
        {
            RequireLabels(control, classes);
        }

        var key = control.Image.Value.TrimStart('$');
        return control.Image.Value.StartsWith('$') && !control.Image.IsList && !TaskKeys.IsOurs(key)
            ? (control, key)
            : throw new UserErrorException(
                $"The image \"{control.Image.Name}\" of the project takes its address from \"{control.Image.Value}\"; "
                + "for an import it has to be a key of its own, such as value=\"$image\".");
    }

    private static void RequireLabels(ChoiceControl control, IReadOnlyList<string> classes)
    {
        var missing = classes.Where(name => control.Find(name, TaskData.Empty) is null).ToList();
        if (missing.Count > 0)
        {
            var some = string.Join(", ", missing.Take(5)) + (missing.Count > 5 ? ", …" : "");
            throw new UserErrorException(
                $"The project's configuration lacks {missing.Count} of the dataset's {classes.Count} classes ({some}). "
                + "Add them under Settings → Labeling Interface, or import into a new project.");
        }
    }

    /// <summary>Line breaks and tabs, too, would come back as spaces.</summary>
    private static bool IsXml(string name)
    {
        try
        {
            return !XmlConvert.VerifyXmlChars(name).Any(char.IsControl);
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
