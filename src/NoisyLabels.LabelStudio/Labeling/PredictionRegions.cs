using System.Text.Json.Nodes;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>From classes to a result that is valid for exactly one configuration and task.</summary>
public static class PredictionRegions
{
    /// <summary>
    /// The regions that say <paramref name="classes"/>: one, or none when the control offers none of them for this
    /// task. A single choice takes the first that it offers.
    /// </summary>
    /// <param name="control">A control of the configuration that came with the request.</param>
    /// <param name="classes">Names of classes, likeliest first.</param>
    /// <param name="score">From 0 to 1 (others are clamped); null for none.</param>
    /// <param name="data">The task's data: it may bring its own choices.</param>
    public static IReadOnlyList<PredictionRegion> For(
        ChoiceControl control, IEnumerable<string> classes, double? score, TaskData data)
    {
        var found = classes.Select(name => control.Find(name, data)).OfType<ChoiceLabel>();
        if (!control.IsMultiple)
        {
            found = found.Take(1);
        }

        var order = control.LabelsFor(data);
        var chosen = found.DistinctBy(label => label.Name).OrderBy(label => IndexOf(order, label)).ToList();
        if (chosen.Count == 0)
        {
            return [];
        }

        var key = control.Kind is ResultKind.Taxonomy ? "taxonomy" : "choices";
        var value = new JsonObject { [key] = new JsonArray([.. chosen.Select(label => Written(label, control.Kind))]) };
        return
        [
            new PredictionRegion(
                $"nl-{control.Name}",
                control.Name,
                control.Image.Name,
                key,
                value,
                score is { } given ? Probability.Clamped(given) : null),
        ];
    }

    private static int IndexOf(IReadOnlyList<ChoiceLabel> labels, ChoiceLabel label)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i].Name == label.Name)
            {
                return i;
            }
        }

        return labels.Count;
    }

    private static JsonNode Written(ChoiceLabel label, ResultKind kind) =>
        kind is ResultKind.Choices
            ? JsonValue.Create(label.Path[^1])
            : new JsonArray([.. label.Path.Select(step => JsonValue.Create(step))]);
}
