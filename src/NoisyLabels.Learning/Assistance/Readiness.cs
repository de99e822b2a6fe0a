namespace NoisyLabels.Learning.Assistance;

/// <summary>Whether there are labels enough to learn from.</summary>
internal static class Readiness
{
    /// <returns>Why there can be no model yet, in a sentence for the person who labels; null where there can.</returns>
    public static string? ReasonAgainst(LabelledRows labelled, IReadOnlyList<string> classes, AssistanceOptions options)
    {
        int[] teaching = [.. Enumerable.Range(0, labelled.Count).Where(i => labelled.Weight[i] > 0)];
        int[] present = [.. teaching.Select(i => labelled.Given[i]).Distinct()];
        if (classes.Count < 2)
        {
            return $"There is only one class, '{classes[0]}', so there is nothing to tell apart: add a second one.";
        }

        if (teaching.Length < options.LeastLabels)
        {
            return $"There are {teaching.Length} labels so far; a model is made from {options.LeastLabels} on. "
                + $"Label {options.LeastLabels - teaching.Length} more.";
        }

        return present.Length >= options.LeastClasses
            ? null
            : present is [var only]
                ? $"All {teaching.Length} labels are '{classes[only]}', so there is nothing to tell apart: "
                    + "label images of another class too."
                : $"The labels are of {present.Length} classes; a model is made from {options.LeastClasses} on. "
                    + "Label images of further classes.";
    }
}
