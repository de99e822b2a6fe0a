using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Cli.Summaries;

/// <summary>One run in figures: what the terminal, the JSON and the report show of it.</summary>
internal sealed class RunOverview
{
    private RunOverview(
        IReadOnlyList<string> classes,
        IReadOnlyList<DatasetItem> items,
        DetectionResult detection,
        IReadOnlyList<SkippedImage> skipped
    ) => (Classes, Items, Detection, Skipped) = (classes, items, detection, skipped);

    /// <summary>Class names; everything else refers to them by index.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The images that were looked at.</summary>
    public IReadOnlyList<DatasetItem> Items { get; }

    public DetectionResult Detection { get; }

    public IReadOnlyList<SkippedImage> Skipped { get; }

    /// <summary>Indices into <see cref="Items"/> of the labels that look wrong, worst first.</summary>
    public required IReadOnlyList<int> Issues { get; init; }

    /// <summary>Most frequent first.</summary>
    public required IReadOnlyList<Confusion> Confusions { get; init; }

    /// <summary>In the order of <see cref="Classes"/>.</summary>
    public required IReadOnlyList<ClassNoise> PerClass { get; init; }

    /// <summary>Share of the labels that look wrong, 0 to 1.</summary>
    public double IssueShare => Items.Count == 0 ? 0 : (double)Issues.Count / Items.Count;

    /// <summary>Name of the class that an image looks like; null where there is no other class.</summary>
    public string? SuggestionFor(int image) =>
        Detection.SuggestedLabel[image] is var label and >= 0 ? Classes[label] : null;

    /// <param name="classes">Class names.</param>
    /// <param name="items">[N] the images that the result speaks of.</param>
    /// <param name="detection">What was found about them.</param>
    /// <param name="skipped">What could not be looked at.</param>
    public static RunOverview Of(
        IReadOnlyList<string> classes,
        IReadOnlyList<DatasetItem> items,
        DetectionResult detection,
        IReadOnlyList<SkippedImage> skipped)
    {
        // Order by is stable: equally bad labels stay in the order of their file names.
        int[] issues =
        [
            .. Enumerable
                .Range(0, items.Count)
                .Where(i => detection.IsLabelIssue[i])
                .OrderBy(i => detection.LabelQuality[i]),
        ];
        return new RunOverview(classes, items, detection, skipped)
        {
            Issues = issues,
            Confusions = ConfusionsOf(issues, items, detection),
            PerClass = PerClassOf(classes.Count, issues, items, detection),
        };
    }

    private static IReadOnlyList<Confusion> ConfusionsOf(
        int[] issues,
        IReadOnlyList<DatasetItem> items,
        DetectionResult detection) =>
        [
            .. from issue in issues
            where detection.SuggestedLabel[issue] >= 0
            group issue by (Given: items[issue].GivenLabel, Suggested: detection.SuggestedLabel[issue]) into pair
            orderby pair.Count() descending, pair.Key.Given, pair.Key.Suggested
            select new Confusion(pair.Key.Given, pair.Key.Suggested, pair.Count()),
        ];

    private static ClassNoise[] PerClassOf(
        int classes,
        int[] issues,
        IReadOnlyList<DatasetItem> items,
        DetectionResult detection)
    {
        var images = items.CountBy(item => item.GivenLabel).ToDictionary();
        var wrong = issues.CountBy(issue => items[issue].GivenLabel).ToDictionary();
        var missing = issues.CountBy(issue => detection.SuggestedLabel[issue]).ToDictionary();
        return
        [
            .. Enumerable
                .Range(0, classes)
                .Select(label => new ClassNoise(
                    label,
                    images.GetValueOrDefault(label),
                    wrong.GetValueOrDefault(label),
                    missing.GetValueOrDefault(label))),
        ];
    }
}

/// <summary>What was found about one class.</summary>
/// <param name="Class">Index of the class.</param>
/// <param name="Images">Images with this given label.</param>
/// <param name="Issues">How many of them look wrong.</param>
/// <param name="Missing">Images of other classes that look like this one.</param>
internal sealed record ClassNoise(int Class, int Images, int Issues, int Missing)
{
    /// <summary>Share of the given labels that look wrong, 0 to 1.</summary>
    public double Share => Images == 0 ? 0 : (double)Issues / Images;
}

/// <summary>Images of one given class whose label looks wrong and that look like one other class.</summary>
/// <param name="Given">Index of the given class.</param>
/// <param name="Suggested">Index of the suggested class.</param>
/// <param name="Count">Images, at least 1.</param>
internal sealed record Confusion(int Given, int Suggested, int Count);
