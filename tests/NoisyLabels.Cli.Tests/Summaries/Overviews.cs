using NoisyLabels.Cli.Summaries;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Cli.Tests.Summaries;

/// <summary>Makes runs for tests out of a few words.</summary>
internal static class Overviews
{
    /// <summary>One image for each entry; those with a suggestion look wrong.</summary>
    public static RunOverview Of(
        string[] classes,
        params (string File, string Given, string? Suggested, double Quality)[] images)
    {
        var (n, k) = (images.Length, classes.Length);
        int[] suggested =
        [
            .. images.Select(image => image.Suggested is { } label ? Array.IndexOf(classes, label) : -1),
        ];
        var detection = new DetectionResult
        {
            Method = "co-refine",
            PredProbs = new FloatMatrix(n, k),
            LabelQuality = [.. images.Select(image => image.Quality)],
            IsLabelIssue = [.. images.Select(image => image.Suggested is not null)],
            PredictedLabel = suggested,
            SuggestedLabel = suggested,
            SuggestedLabelConfidence = [.. images.Select(image => 1 - image.Quality)],
            NoiseTransition = new double[k, k],
            Facts = new Dictionary<string, object>(),
        };
        DatasetItem[] items =
        [
            .. images.Select(image => new DatasetItem(
                image.File,
                "/nowhere/" + image.File,
                null,
                Array.IndexOf(classes, image.Given))),
        ];
        return RunOverview.Of(classes, items, detection, []);
    }

    /// <summary>As many images as asked for, all of class a and looking like b.</summary>
    public static RunOverview AllWrong(int images, params string[] classes) =>
        Of(
            classes,
            [
                .. Enumerable
                    .Range(0, images)
                    .Select(i => ($"a/{i:0000}.jpg", classes[0], (string?)classes[1], (double)i / images)),
            ]);
}
