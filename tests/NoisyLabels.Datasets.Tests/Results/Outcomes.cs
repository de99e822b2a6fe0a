using NoisyLabels.Datasets.Results;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Features;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Datasets.Tests.Results;

/// <summary>Builds outcomes of runs that nobody made.</summary>
internal static class Outcomes
{
    public static RunInfo Info { get; } = new()
    {
        ToolVersion = "1.2.3",
        CreatedAt = new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.FromHours(2)),
        Source = "some/folder",
        Options = new Dictionary<string, object?> { ["method"] = "knn", ["size"] = null, ["threads"] = 2 },
        Seed = 7,
        Threads = 2,
        Device = "cpu",
        Backbone = new BackboneInfo("resnet18", new string('a', 64), [96, 128], 2),
        EstimatedNoiseRate = 0.25,
        Timings = new Dictionary<string, double> { ["features"] = 1.5 },
    };

    /// <summary>
    /// Images with given labels and probabilities; flagged where the most probable class is another one.
    /// </summary>
    public static RunOutcome Of(string[] classes, params (string FileName, int Given, float[] Probabilities)[] images)
    {
        DatasetItem[] items =
        [
            .. images.Select(image => new DatasetItem(image.FileName, "/nowhere/" + image.FileName, null, image.Given)),
        ];
        var predProbs = new FloatMatrix(
            images.Length, classes.Length, [.. images.SelectMany(image => image.Probabilities)]);
        var predicted = images.Select(image => Best(image.Probabilities, -1)).ToArray();
        var suggested = images.Select(image => Best(image.Probabilities, image.Given)).ToArray();
        var features = new FeatureSet(
            new FloatMatrix(images.Length, 2, [.. Enumerable.Range(0, images.Length * 2).Select(i => i / 4f)]),
            items,
            [.. images.Select((image, i) => new ImageFacts(i.ToString("x64", null), 640, 480))],
            [new SkippedImage("broken.jpg", "It is cut off.")],
            FromCache: 1,
            EncoderSeconds: 0.5)
        {
            Warnings = ["The cache could not be written."],
        };
        var detection = new DetectionResult
        {
            Method = "knn",
            PredProbs = predProbs,
            LabelQuality = [.. images.Select(image => (double)image.Probabilities[image.Given])],
            IsLabelIssue = [.. images.Select((image, i) => predicted[i] != image.Given)],
            PredictedLabel = predicted,
            SuggestedLabel = suggested,
            SuggestedLabelConfidence = [.. images.Select(
                (image, i) => suggested[i] < 0 ? double.NaN : image.Probabilities[suggested[i]])],
            NoiseTransition = Identity(classes.Length),
            Facts = new Dictionary<string, object>
            {
                ["neighbours"] = 10,
                ["not_a_number"] = double.NaN,
                ["rounds"] = new[] { 1, 2 },
            },
        };
        var dataset = new ImageDataset(
            "/nowhere", classes, items, [new SkippedImage("notes.txt", "It is not an image by its extension.")]);
        return new RunOutcome(dataset, features, detection, Info);
    }

    /// <summary>Four images, of which cat/3.jpg is flagged as a dog.</summary>
    public static RunOutcome CatsAndDogs() => Of(
        ["bird", "cat", "dog"],
        ("cat/1.jpg", 1, [0.05f, 0.9f, 0.05f]),
        ("cat/2.jpg", 1, [0f, 0.51f, 0.49f]),
        ("cat/3.jpg", 1, [0.1f, 0.2f, 0.7f]),
        ("dog/1.jpg", 2, [0f, 0.25f, 0.75f]));

    public static void Save(string folder, RunOutcome outcome, params (string Name, Action<Stream> Write)[] extra) =>
        RunWriter.Write(folder, outcome, extra, TestContext.Current.CancellationToken);

    private static int Best(float[] probabilities, int except) =>
        Enumerable.Range(0, probabilities.Length).Where(k => k != except)
            .OrderByDescending(k => probabilities[k]).FirstOrDefault(-1);

    private static double[,] Identity(int size)
    {
        var matrix = new double[size, size];
        for (var k = 0; k < size; k++)
        {
            matrix[k, k] = 1;
        }

        return matrix;
    }
}
