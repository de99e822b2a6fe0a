namespace NoisyLabels.Learning.Assistance;

/// <summary>When a model is made from some labels, and how.</summary>
public sealed record AssistanceOptions
{
    /// <value>
    /// The least number of labels from which a model is made, 2 or more. The default is 20: fewer say more about the person
    /// who labelled than about the images.
    /// </value>
    public int MinLabels { get; init; } = 20;

    /// <value>Classes that must have a label, 2 or more. The default is 2.</value>
    public int MinClasses { get; init; } = 2;

    /// <value>
    /// Labels from which on a completely labelled set is judged by the default method of finding wrong labels. The
    /// default is 200.
    /// </value>
    public int MinLabelsForDetection { get; init; } = 200;

    /// <exception cref="UserErrorException">A value is out of range; the message names all that are.</exception>
    internal void Validate()
    {
        List<string> wrong = [];
        Require(MinLabels >= 2, "MinLabels must be 2 or more", MinLabels);
        Require(MinClasses >= 2, "MinClasses must be 2 or more", MinClasses);
        Require(MinLabelsForDetection >= 2, "MinLabelsForDetection must be 2 or more", MinLabelsForDetection);
        if (wrong.Count > 0)
        {
            throw new UserErrorException($"{string.Join("; ", wrong)}.");
        }

        void Require(bool holds, string rule, int value)
        {
            if (!holds)
            {
                wrong.Add($"{rule}, not {value}");
            }
        }
    }
}

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

        if (teaching.Length < options.MinLabels)
        {
            return $"There are {teaching.Length} labels so far; a model is made from {options.MinLabels} on. "
                + $"Label {options.MinLabels - teaching.Length} more.";
        }

        return present.Length >= options.MinClasses
            ? null
            : present is [var only]
                ? $"All {teaching.Length} labels are '{classes[only]}', so there is nothing to tell apart: "
                    + "label images of another class too."
                : $"The labels are of {present.Length} classes; a model is made from {options.MinClasses} on. "
                    + "Label images of further classes.";
    }
}
