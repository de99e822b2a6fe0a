using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>From an annotation's result to the given label of each control.</summary>
public static class AnnotationReader
{
    /// <summary>A skipped annotation gives nothing, whatever its result holds.</summary>
    public static AnnotationReading Read(LabelConfig config, AnnotationRecord annotation, TaskData data)
    {
        if (annotation.WasCancelled)
        {
            return new AnnotationReading([], []);
        }

        var labels = new List<GivenLabel>();
        var notes = new List<string>();
        foreach (var control in config.Controls)
        {
            var regions = annotation.Regions.Where(region => IsAnswer(region, control)).ToList();
            var label = regions.Count > 0
                ? Given(control, regions, data, notes)
                : control is { IsMultiple: true, IsConditional: false } ? new GivenLabel(control.Name, [], null) : null;
            if (label is not null)
            {
                labels.Add(label);
            }
        }

        return new AnnotationReading(labels, notes);
    }

    private static bool IsAnswer(ResultRegion region, ChoiceControl control) =>
        region.FromName == control.Name
        && !region.IsOnShape
        && region.ItemIndex is null or 0
        && (region.Type is null || string.Equals(region.Type, TypeOf(control), StringComparison.OrdinalIgnoreCase));

    private static string TypeOf(ChoiceControl control) =>
        control.Kind is ResultKind.Taxonomy ? "taxonomy" : "choices";

    private static GivenLabel? Given(
        ChoiceControl control, List<ResultRegion> regions, TaskData data, List<string> notes)
    {
        var classes = new List<ChoiceLabel>();
        var unknown = 0;
        foreach (var path in regions.SelectMany(region => region.Choices))
        {
            if (control.Find(path, data) is { } label)
            {
                classes.Add(label);
            }
            else
            {
                unknown++;
                notes.Add($"\"{Shown(path)}\" is no choice of \"{control.Name}\" (any more).");
            }
        }

        var names = classes.Select(label => label.Name).ToHashSet();
        if (!control.IsMultiple && names.Count > 1)
        {
            notes.Add($"\"{control.Name}\" is a single choice, but {names.Count} choices are ticked.");
        }

        var order = control.LabelsFor(data).Select(label => label.Name).Where(names.Contains);
        var isUsable = control.IsMultiple ? names.Count > 0 || unknown == 0 : names.Count == 1 && unknown == 0;
        return isUsable ? new GivenLabel(control.Name, [.. order], regions[0].Origin) : null;
    }

    private static string Shown(IReadOnlyList<string> path)
    {
        var text = string.Join(ChoiceLabel.Separator, path);
        return text.Length <= 80 ? text : $"{text[..80]}…";
    }
}
