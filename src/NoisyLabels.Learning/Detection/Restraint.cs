namespace NoisyLabels.Learning.Detection;

/// <summary>Takes flags back where there is too little to go by, and says so.</summary>
internal static class Restraint
{
    private const int MostNamed = 10;

    private const string NoEvidence =
        "The labels cannot be told from these images better than by chance, so none is called wrong: there are too few "
        + "images, too many wrong labels, or the backbone does not see what the classes differ in. The order is a guess.";

    public static DetectionResult Apply(DetectionResult result, int[] given, IReadOnlyList<string> classes)
    {
        if (!Evidence.IsThere(result.PredictedLabel, given, classes.Count))
        {
            return result with { IsLabelIssue = new bool[given.Length], Notes = [.. result.Notes, NoEvidence] };
        }

        var counts = new int[classes.Count];
        Array.ForEach(given, label => counts[label]++);
        int[] small = [.. counts.Index().Where(c => c.Item is > 0 and < Evidence.LeastImagesOfClass).Select(c => c.Index)];
        return small is [] ? result : result with
        {
            IsLabelIssue = [.. result.IsLabelIssue.Select((flag, i) => flag && !small.Contains(given[i]))],
            Notes = [.. result.Notes, TooSmall(small, counts, classes)],
        };
    }

    private static string TooSmall(int[] small, int[] counts, IReadOnlyList<string> classes)
    {
        var named = string.Join(", ", small.Take(MostNamed).Select(k => $"{classes[k]} ({counts[k]})"));
        var more = small.Length > MostNamed ? $" and {small.Length - MostNamed} more" : "";
        return $"Too few images to judge (fewer than {Evidence.LeastImagesOfClass}), so none of theirs is called wrong: {named}{more}.";
    }
}
