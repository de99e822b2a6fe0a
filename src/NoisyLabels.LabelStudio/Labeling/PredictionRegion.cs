using System.Text.Json.Nodes;

namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>One region of a prediction's result, as Label Studio wants it.</summary>
/// <param name="Id">Unique in its result.</param>
/// <param name="FromName">The control.</param>
/// <param name="ToName">The image.</param>
/// <param name="Type"><c>choices</c> or <c>taxonomy</c>.</param>
/// <param name="Value"><c>{"choices": […]}</c> or <c>{"taxonomy": […]}</c>.</param>
/// <param name="Score">From 0 to 1; null where there is none.</param>
public sealed record PredictionRegion(
    string Id, string FromName, string ToName, string Type, JsonObject Value, double? Score);
