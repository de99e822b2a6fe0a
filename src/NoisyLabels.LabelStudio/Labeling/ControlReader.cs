using System.Xml.Linq;

namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>Reads a control from a Choices or Taxonomy element, or the reason why it classifies no image.</summary>
internal static class ControlReader
{
    public static bool IsControl(XElement element) =>
        (element.IsTag("Choices") || element.IsTag("Taxonomy"))
        && element.Value("name") is not null
        && element.Value("toName") is not null;

    public static (ChoiceControl? Control, string? Reason) Read(XElement element, IReadOnlyList<ImageObject> images)
    {
        var image = element.List("toName")
            .Select(name => images.FirstOrDefault(image => image.Name == name))
            .OfType<ImageObject>()
            .FirstOrDefault();
        if (image is null)
        {
            return (null, "it does not belong to an Image.");
        }

        if (ReasonAgainst(element) is { } reason)
        {
            return (null, reason);
        }

        var control = ReadControl(element, image);
        return control.Labels.Count > 0 || control.OptionsKey is not null
            ? (control, null)
            : (null, "it offers no choice.");
    }

    private static string? ReasonAgainst(XElement element) =>
        element.IsTrue("perRegion") ? "it classifies drawn regions (perRegion), not images."
        : element.IsTrue("perItem") ? "it classifies the pages of a list one by one (perItem)."
        : element.Value("apiUrl") is not null ? "its choices come from another server (apiUrl)."
        : element.Value("name")!.Contains("{{", StringComparison.Ordinal) ? "it is repeated for a list (Repeater)."
        : null;

    private static ChoiceControl ReadControl(XElement element, ImageObject image)
    {
        var isTaxonomy = element.IsTag("Taxonomy");
        var kind = isTaxonomy ? ResultKind.Taxonomy
            : element.IsTrue("allowNested") ? ResultKind.NestedChoices
            : ResultKind.Choices;
        return new ChoiceControl
        {
            Name = element.Value("name")!,
            Image = image,
            Kind = kind,
            IsMultiple = isTaxonomy ? !element.Says("maxUsages", "1") : element.Says("choice", "multiple"),
            IsConditional = element.AncestorsAndSelf().Any(level => level.Value("visibleWhen") is not null),
            OptionsKey = element.Value("value") is ['$', .. var key] && key.Length > 0 ? key : null,
            Labels = [.. Labels(element, [], [], kind, element.IsTrue("leafsOnly")).DistinctBy(label => label.Name)],
        };
    }

    /// <summary>Looks for a Choice in Views too; a Choice inside another control belongs to that control.</summary>
    private static IEnumerable<ChoiceLabel> Labels(
        XElement parent,
        IReadOnlyList<string> path,
        IReadOnlyList<string> values,
        ResultKind kind,
        bool leavesOnly)
    {
        foreach (var element in parent.Elements())
        {
            if (!element.IsTag("Choice"))
            {
                foreach (var label in IsControl(element) ? [] : Labels(element, path, values, kind, leavesOnly))
                {
                    yield return label;
                }

                continue;
            }

            if ((element.Value("alias") ?? element.Value("value")) is not { } step)
            {
                continue;
            }

            IReadOnlyList<string> ownPath = [.. path, step];
            IReadOnlyList<string> ownValues = [.. values, element.Value("value") ?? step];
            List<ChoiceLabel> children =
                kind is ResultKind.Choices ? [] : [.. Labels(element, ownPath, ownValues, kind, leavesOnly)];
            if (children.Count == 0 || (kind is ResultKind.Taxonomy && !leavesOnly))
            {
                yield return ChoiceLabel.Of(ownPath, ownValues) with
                {
                    IsPreselected = element.IsTrue("selected"),
                    PredictedValues = element.List("predicted_values"),
                };
            }

            foreach (var child in children)
            {
                yield return child;
            }
        }
    }
}
