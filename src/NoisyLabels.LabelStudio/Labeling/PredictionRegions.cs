using System.Text.Json.Nodes;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>Turns classes into a result that is valid for one configuration and task.</summary>
public static class PredictionRegions
{
    /// <summary>
    /// Gives the region that says <paramref name="classes"/>, or none when the control offers none of them for this
    /// task. A single choice takes the first class that it offers.
    /// </summary>
    /// <param name="control">A control of the configuration that came with the request.</param>
    /// <param name="classes">Names of classes, likeliest first.</param>
    /// <param name="score">From 0 to 1 (other values are clamped); null for none.</param>
    /// <param name="data">The task's data: it may bring its own choices.</param>
    public static IReadOnlyList<PredictionRegion> For(
        ChoiceControl control, IEnumerable<string> classes, double? score, TaskData data)
    {
        var found = classes.Select(name => control.Find(name, data)).OfType<ChoiceLabel>();
        if (!control.IsMultiple)
        {
            found = found.Take(1);
        }

        var order = control.ReadLabels(data);
        var chosen = found.DistinctBy(label => label.Name).OrderBy(label => IndexOf(order, label)).ToList();
        if (chosen.Count == 0)
        {
            return [];
        }

        var key = control.Kind is ResultKind.Taxonomy ? "taxonomy" : "choices";
        var value = new JsonObject { [key] = new JsonArray([.. chosen.Select(label => Write(label, control.Kind))]) };
        return
        [
            new PredictionRegion(
                $"nl-{control.Name}",
                control.Name,
                control.Image.Name,
                key,
                value,
                score is { } given ? Probability.Clamp(given) : null),
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

    private static JsonNode Write(ChoiceLabel label, ResultKind kind) =>
        kind is ResultKind.Choices
            ? JsonValue.Create(label.Path[^1])
            : new JsonArray([.. label.Path.Select(step => JsonValue.Create(step))]);
}

/// <summary>One region of a prediction's result, as Label Studio wants it.</summary>
/// <param name="Id">Unique in its result.</param>
/// <param name="FromName">The control.</param>
/// <param name="ToName">The image.</param>
/// <param name="Type"><c>choices</c> or <c>taxonomy</c>.</param>
/// <param name="Value"><c>{"choices": […]}</c> or <c>{"taxonomy": […]}</c>.</param>
/// <param name="Score">From 0 to 1; null where there is none.</param>
public sealed record PredictionRegion(
    string Id, string FromName, string ToName, string Type, JsonObject Value, double? Score);

internal static class Probability
{
    /// <summary>Moves a value into 0 to 1; what is no number becomes 0.</summary>
    public static double Clamp(double value) => double.IsNaN(value) ? 0 : Math.Clamp(value, 0, 1);
}
