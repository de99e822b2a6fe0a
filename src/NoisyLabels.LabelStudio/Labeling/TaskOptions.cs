using System.Text.Json;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>Choices that a task brings along (<c>value="$options"</c>).</summary>
internal static class TaskOptions
{
    private const int MaxOptions = 10_000;

    /// <summary>
    /// Reads a list of texts, or of <c>{value, alias?, children?}</c>, and passes over whatever else is in it.
    /// </summary>
    public static IReadOnlyList<ChoiceLabel> Read(TaskData data, string key, ResultKind kind)
    {
        var labels = new List<ChoiceLabel>();
        if (data.Find(key) is { ValueKind: JsonValueKind.Array } options)
        {
            Add(options, [], [], kind, labels);
        }

        return [.. labels.DistinctBy(label => label.Name)];
    }

    private static void Add(
        JsonElement options,
        IReadOnlyList<string> path,
        IReadOnlyList<string> values,
        ResultKind kind,
        List<ChoiceLabel> labels)
    {
        foreach (var option in options.EnumerateArray())
        {
            var value = option.Text("value") ?? option.Text();
            var alias = option.Text("alias") is { Length: > 0 } given ? given : value;
            if (string.IsNullOrEmpty(alias) || labels.Count >= MaxOptions)
            {
                continue;
            }

            IReadOnlyList<string> ownPath = [.. path, alias];
            IReadOnlyList<string> ownValues = [.. values, value ?? alias];
            var children = kind is ResultKind.Choices ? null : option.Property("children");
            var isParent = children is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0;
            if (!isParent || kind is ResultKind.Taxonomy)
            {
                labels.Add(ChoiceLabel.Of(ownPath, ownValues));
            }

            if (isParent)
            {
                Add(children!.Value, ownPath, ownValues, kind, labels);
            }
        }
    }
}
