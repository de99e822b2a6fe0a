using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Detection;

/// <summary>
/// The answer for images that all have the same label: there is nothing that it could be confused with.
/// </summary>
internal static class SingleClass
{
    public static DetectionResult Result(string method, int[] given, IReadOnlyList<string> classes)
    {
        var n = given.Length;
        var predProbs = new FloatMatrix(n, classes.Count);
        var transition = new double[classes.Count, classes.Count];
        for (var k = 0; k < classes.Count; k++)
        {
            transition[k, k] = 1;
        }

        for (var i = 0; i < n; i++)
        {
            predProbs[i, given[i]] = 1;
        }

        return new DetectionResult
        {
            Method = method,
            PredProbs = predProbs,
            LabelQuality = [.. Enumerable.Repeat(1.0, n)],
            IsLabelIssue = new bool[n],
            PredictedLabel = [.. given],
            SuggestedLabel = [.. Enumerable.Repeat(-1, n)],
            SuggestedLabelConfidence = new double[n],
            NoiseTransition = transition,
            Facts = new Dictionary<string, object>(),
            Notes =
            [
                $"All images are labelled '{classes[given[0]]}', so no label can be held against another: "
                + "two classes are needed to find wrong labels.",
            ],
        };
    }
}
