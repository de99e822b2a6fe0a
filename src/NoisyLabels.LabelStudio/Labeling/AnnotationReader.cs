using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>Reads the given label of each control out of an annotation's result.</summary>
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
                ? ReadLabel(control, regions, data, notes)
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

    private static GivenLabel? ReadLabel(
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
                notes.Add($"\"{Show(path)}\" is no choice of \"{control.Name}\" (any more).");
            }
        }

        var names = classes.Select(label => label.Name).ToHashSet();
        if (!control.IsMultiple && names.Count > 1)
        {
            notes.Add($"\"{control.Name}\" is a single choice, but {names.Count} choices are ticked.");
        }

        var order = control.ReadLabels(data).Select(label => label.Name).Where(names.Contains);
        var isUsable = control.IsMultiple ? names.Count > 0 || unknown == 0 : names.Count == 1 && unknown == 0;
        return isUsable ? new GivenLabel(control.Name, [.. order], regions[0].Origin) : null;
    }

    private static string Show(IReadOnlyList<string> path)
    {
        var text = string.Join(ChoiceLabel.Separator, path);
        return text.Length <= 80 ? text : $"{text[..80]}…";
    }
}

/// <param name="Labels">At most one for each control.</param>
/// <param name="Notes">Sentences that say which parts of the result could not be used, and why.</param>
public sealed record AnnotationReading(IReadOnlyList<GivenLabel> Labels, IReadOnlyList<string> Notes);

/// <summary>What one annotation says for one control.</summary>
/// <param name="Control">Name of the control.</param>
/// <param name="Classes">
/// Names of classes in the order of the configuration: one for a single choice, none where nothing of a multiple
/// choice was ticked.
/// </param>
/// <param name="Origin">How the editor says the answer came about; null where it does not.</param>
public sealed record GivenLabel(string Control, IReadOnlyList<string> Classes, string? Origin);
