using NoisyLabels.Datasets.Evaluation;
using NoisyLabels.Learning.Detection;

namespace NoisyLabels.Learning.Tests.Detection.Methods;

/// <summary>What the default promises for datasets of every kind of noise.</summary>
public sealed class PooledExpertsTests
{
    private static readonly string[] TwoClasses = ["cats", "dogs"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Two_classes_with_40_percent_flipped_stay_good(int seed)
    {
        var problem = Gaussians.Draw(800, classes: 2, distance: 6, noise: 0.4, seed, dimension: 64);

        var report = Report(problem, Detect(problem));

        Assert.True(report["average_precision"].Value > 0.9, $"AP {report["average_precision"].Value}");
        Assert.True(report["f1"].Value > 0.85, $"F1 {report["f1"].Value}");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void Few_labels_are_flagged_where_all_are_right(int classes)
    {
        var problem = Gaussians.Draw(500, classes, distance: 8, noise: 0);

        Assert.InRange(Detect(problem).IsLabelIssue.Count(flag => flag), 0, 10);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Nothing_is_flagged_where_half_of_two_classes_are_wrong(int seed)
    {
        var problem = Gaussians.Draw(400, classes: 2, distance: 6, noise: 0.5, seed);

        var result = Restraint.Apply(Detect(problem), problem.Input.Given, TwoClasses);

        Assert.DoesNotContain(true, result.IsLabelIssue);
        Assert.NotEmpty(result.Notes);
    }

    [Fact]
    public void A_label_is_not_learned_from_itself()
    {
        // Labels drawn at random are agreed with as seldom as chance has it, however many features there are to
        // remember them by.
        var problem = Gaussians.WithRandomLabels(120, classes: 2, seed: 9);

        var result = Detect(problem);

        Assert.InRange(result.PredictedLabel.Zip(problem.Input.Given).Count(pair => pair.First == pair.Second), 36, 78);
    }

    [Fact]
    public void The_facts_say_how_much_each_expert_counts()
    {
        var facts = Detect(Gaussians.Draw(200, classes: 3, distance: 5, noise: 0.1, innerColumns: 6)).Facts;

        Assert.Equal(1, facts.Where(f => f.Key.StartsWith("weight of ", StringComparison.Ordinal)).Sum(f => (double)f.Value), 1e-9);
        Assert.All(facts, fact => Assert.True(fact.Value is double and >= 0, $"{fact}"));
    }

    private static DetectionResult Detect(Gaussians problem) =>
        DetectionMethods.Default.Detect(problem.Input, progress: null, TestContext.Current.CancellationToken);

    private static EvaluationReport Report(Gaussians problem, DetectionResult result) => Evaluator.Evaluate(
        new EvaluationInput
        {
            LabelQuality = result.LabelQuality,
            IsLabelIssue = result.IsLabelIssue,
            GivenLabel = problem.Input.Given,
            SuggestedLabel = result.SuggestedLabel,
            TrueLabel = problem.Truth,
        },
        new EvaluationOptions { Resamples = 0 });
}
