namespace NoisyLabels.Learning.Detection;

/// <summary>Takes flags back where there is too little to go by, and says so.</summary>
internal static class Restraint
{
    public static DetectionResult Apply(DetectionResult result, int[] given, IReadOnlyList<string> classes)
    {
        if (!Evidence.IsThere(result.PredictedLabel, given, classes.Count))
        {
            return result with
            {
                IsLabelIssue = new bool[given.Length],
                Notes = [.. result.Notes, "The labels cannot be told from these images better than by chance, so none is called wrong: "
                    + "there are too few images, too many wrong labels, or the backbone does not see what the classes differ in. The order is a guess."],
            };
        }

        var counts = new int[classes.Count];
        Array.ForEach(given, label => counts[label]++);
        var small = Enumerable.Range(0, classes.Count).Where(k => counts[k] is > 0 and < Evidence.LeastImagesOfClass).ToHashSet();
        return small.Count == 0 ? result : result with
        {
            IsLabelIssue = [.. result.IsLabelIssue.Select((flag, i) => flag && !small.Contains(given[i]))],
            Notes = [.. result.Notes, $"Too few images to judge (fewer than {Evidence.LeastImagesOfClass}), so none of theirs is called wrong: "
                + string.Join(", ", small.Order().Take(10).Select(k => $"{classes[k]} ({counts[k]})")) + (small.Count > 10 ? $" and {small.Count - 10} more" : "") + "."],
        };
    }
}
