using System.Numerics.Tensors;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Detection.Methods;
using NoisyLabels.Learning.Numerics;
using TorchSharp;

namespace NoisyLabels.Learning.Tests.Detection.Methods;

/// <summary>What holds for each method that works on features.</summary>
public sealed class EveryMethodTests
{
    public static TheoryData<string> Methods =>
        [.. DetectionMethods.All.Where(m => m is not InstanceGmOnImages).Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Answers_are_complete_and_in_range(string method) =>
        AssertSound(Gaussians.Draw(300, classes: 4, distance: 4, noise: 0.15, innerColumns: 5), method);

    [Theory]
    [MemberData(nameof(Methods))]
    public void Wrong_labels_are_found(string method)
    {
        var problem = Gaussians.Draw(300, classes: 4, distance: 6, noise: 0.15);

        var result = Detect(problem, method);

        var flagged = Enumerable.Range(0, 300).Where(i => result.IsLabelIssue[i]).ToArray();
        var found = flagged.Where(problem.IsWrong).ToArray();
        Assert.True(found.Length > 0.6 * flagged.Length, $"{found.Length} of {flagged.Length} flagged are wrong.");
        Assert.True(found.Length > 0.8 * Enumerable.Range(0, 300).Count(problem.IsWrong), $"{found.Length} wrong ones are flagged.");
        Assert.True(found.Count(i => problem.Truth[i] == result.SuggestedLabel[i]) > 0.9 * found.Length);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_same_seed_gives_the_same_numbers_to_the_bit(string method)
    {
        var problem = Gaussians.Draw(200, classes: 3, distance: 3, noise: 0.2, innerColumns: 4);

        var (first, second) = (Detect(problem, method), Detect(problem, method));

        Assert.Equal(first.PredProbs.Values, second.PredProbs.Values);
        Assert.Equal(first.LabelQuality, second.LabelQuality);
        Assert.Equal(first.IsLabelIssue, second.IsLabelIssue);
        Assert.Equal(first.SuggestedLabelConfidence, second.SuggestedLabelConfidence);
        Assert.Equal(first.Facts, second.Facts);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void No_tensor_is_left_behind(string method)
    {
        var problem = Gaussians.Draw(60, classes: 3, distance: 4, noise: 0.1, innerColumns: 4);
        Detect(problem, method);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        Detect(problem, method);

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_thousand_classes_of_which_most_have_a_few_images_and_some_none_are_judged(string method)
    {
        var problem = Gaussians.Draw(300, classes: 150, distance: 8, noise: 0.1, dimension: 12);

        // Every fifth of 1,000 classes, so that the others and the last ones have no image at all.
        int[] given = [.. problem.Input.Given.Select(k => 5 * k)];
        AssertSound(problem with { Input = problem.Input with { Given = given, Classes = 1_000 } }, method);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Two_images_are_enough_to_get_an_answer(string method) =>
        AssertSound(Gaussians.Draw(2, classes: 2, distance: 3, noise: 0), method);

    [Theory]
    [MemberData(nameof(Methods))]
    public void Images_that_are_all_the_same_get_an_answer(string method)
    {
        var problem = Gaussians.Draw(30, classes: 3, distance: 3, noise: 0.1);
        Array.Fill(problem.Input.Features.Values, 0.5f);

        AssertSound(problem, method);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_cancelled_run_stops(string method)
    {
        var problem = Gaussians.Draw(20, classes: 2, distance: 3, noise: 0);

        Assert.Throws<OperationCanceledException>(() =>
            DetectionMethods.Named(method).Detect(problem.Input, progress: null, new CancellationToken(canceled: true)));
    }

    private static DetectionResult Detect(Gaussians problem, string method) =>
        DetectionMethods.Named(method).Detect(problem.Input, progress: null, TestContext.Current.CancellationToken);

    private static void AssertSound(Gaussians problem, string method)
    {
        var (n, classes, given) = (problem.Input.Given.Length, problem.Input.Classes, problem.Input.Given);

        var result = Detect(problem, method);

        Assert.Equal(method, result.Method);
        Assert.Equal((n, classes), (result.PredProbs.Rows, result.PredProbs.Columns));
        Assert.All(Enumerable.Range(0, n), i => Assert.Equal(1, TensorPrimitives.Sum<float>(result.PredProbs.Row(i)), 1e-4));
        Assert.DoesNotContain(result.PredProbs.Values, p => p is not (>= 0 and <= 1.0001f));
        Assert.Equal([n, n, n, n], [result.LabelQuality.Length, result.IsLabelIssue.Length, result.PredictedLabel.Length, result.SuggestedLabelConfidence.Length]);
        Assert.DoesNotContain(result.LabelQuality, q => q is not (>= 0 and <= 1));
        Assert.DoesNotContain(result.SuggestedLabelConfidence, c => c is not (>= 0 and <= 1));
        Assert.All(Enumerable.Range(0, n), i => AssertLabels(result, result.PredProbs, given[i], i));
        AssertRowsSumToOne(result.NoiseTransition, classes);
    }

    /// <summary>
    /// The prediction is the most probable class, the suggestion the most probable one beside the given.
    /// </summary>
    private static void AssertLabels(DetectionResult result, FloatMatrix predProbs, int given, int i)
    {
        var (predicted, suggested) = (result.PredictedLabel[i], result.SuggestedLabel[i]);
        Assert.NotEqual(given, suggested);
        Assert.Equal(TensorPrimitives.Max<float>(predProbs.Row(i)), predProbs[i, predicted]);
        Assert.Equal(predicted == given ? predProbs[i, suggested] : predProbs[i, predicted], predProbs[i, suggested]);
        if (result.IsLabelIssue[i])
        {
            Assert.True(predicted != given || predProbs[i, suggested] > 0, $"Image {i} is flagged without an alternative.");
        }
    }

    private static void AssertRowsSumToOne(double[,] transition, int classes)
    {
        Assert.Equal((classes, classes), (transition.GetLength(0), transition.GetLength(1)));
        for (var truth = 0; truth < classes; truth++)
        {
            Assert.Equal(1, Enumerable.Range(0, classes).Sum(label => transition[truth, label]), 1e-6);
        }
    }
}
