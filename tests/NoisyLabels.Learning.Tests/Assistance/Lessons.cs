using NoisyLabels.Learning.Assistance;
using NoisyLabels.Learning.Tests.Detection;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Assistance;

/// <summary>Clouds of images of which some are labelled, and what is learned from them.</summary>
internal sealed record Lessons(Gaussians Problem, PartialLabels Labels) : IDisposable
{
    public static ClassifierBackbone Backbone { get; } = new("tiny", new string('a', 64), [8]);

    private ImageSpace? _space;

    public int[] Given => Labels.Given;

    /// <param name="images">N.</param>
    /// <param name="count">How many are labelled.</param>
    /// <param name="flipped">How many of those wrongly.</param>
    public static Lessons Draw(
        int images, int count, int flipped, int classes = 2, double distance = 4, int seed = 1, int innerColumns = 0)
    {
        var problem = Gaussians.Draw(images, classes, distance, noise: 0, seed, innerColumns: innerColumns);
        var given = LabelDraws.Draw(problem.Truth, count, flipped, classes, seed);
        return new(problem, new(given, [.. Enumerable.Range(0, classes).Select(k => $"class {k}")]) { Seed = seed });
    }

    public AssistedModel Model(AssistanceOptions? options = null)
    {
        var outcome = Learn(options);
        Assert.Null(outcome.NoModelReason);
        return outcome.Model!;
    }

    public AssistanceOutcome Learn(AssistanceOptions? options = null) => new AssistedLearner(options)
        .Learn(Space(), Labels, Backbone, cancellation: TestContext.Current.CancellationToken);

    public double AccuracyOnTheRest(int[] predicted) => Enumerable.Range(0, Given.Length)
        .Where(i => Given[i] < 0)
        .Average(i => predicted[i] == Problem.Truth[i] ? 1.0 : 0);

    public int WrongAmongTop(AssistedModel model, int count) => Enumerable.Range(0, Given.Length)
        .OrderByDescending(i => model.Mislabeling[i])
        .Take(count)
        .Count(i => Given[i] >= 0 && Given[i] != Problem.Truth[i]);

    public ImageSpace Space() => _space ??= ImageSpace.Fit(
        Problem.Input.Features, Problem.Input.FinalColumns, Problem.Input.Graph, TestContext.Current.CancellationToken);

    public void Dispose() => _space?.Dispose();
}
