using CsCheck;
using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.ConfidentLearning;

public sealed class LabelIssuesTests
{
    /// <summary>Labels and normalised probabilities of 1 to 60 images over 2 to 6 classes; some classes may be
    /// missing.</summary>
    private static readonly Gen<(int[] Given, PredProbs PredProbs)> Problems =
        from classes in Gen.Int[2, 6]
        from images in Gen.Int[1, 60]
        from given in Gen.Int[0, classes - 1].Array[images]
        from raw in Gen.Double[0.001, 1].Array[images * classes]
        select (given, PredProbs.Of(Normalized(raw, classes), classes));

    [Fact]
    public void A_planted_wrong_label_is_flagged_by_every_filter()
    {
        var (given, predProbs) = TwoClearClasses(perClass: 20);
        given[19] = 1;

        foreach (var filter in Enum.GetValues<IssueFilter>())
        {
            var flags = LabelIssues.Find(given, predProbs, filter);
            Assert.True(flags[19], $"{filter} misses it.");
            Assert.Equal(1, flags.Count(f => f));
        }
    }

    [Fact]
    public void Right_labels_are_flagged_by_no_filter()
    {
        var (given, predProbs) = TwoClearClasses(perClass: 20);

        Assert.All(
            Enum.GetValues<IssueFilter>(),
            filter => Assert.DoesNotContain(true, LabelIssues.Find(given, predProbs, filter)));
    }

    [Fact]
    public void A_class_without_images_is_never_the_confident_guess()
    {
        int[] given = [0, 0, 1, 1];
        var predProbs = PredProbs.Of([.6, .1, .3, .5, .1, .4, .1, .6, .3, .05, .05, .9], classes: 3);

        var joint = ConfidentJoint.Estimate(given, predProbs);

        Assert.Equal(2, joint.Thresholds[2]);
        Assert.Equal([2, 2, 0], joint.LabelCounts);
        Assert.Equal([0, 0, 0], Enumerable.Range(0, 3).Select(t => joint.Calibrated[2, t]));
        var noise = NoiseEstimate.From(joint);
        Assert.All(noise.Py, p => Assert.True(p is > 0 and <= 1));
        Assert.Equal(1, noise.Py.Sum(), 12);
        Assert.Equal(0, noise.NoiseMatrix[2, 2]);
    }

    [Fact]
    public void The_only_image_of_a_class_is_not_pruned()
    {
        int[] given = [0, 0, 0, 1];
        var predProbs = PredProbs.Of([.9, .1, .9, .1, .9, .1, .95, .05], classes: 2);

        Assert.False(LabelIssues.Find(given, predProbs, IssueFilter.PruneByNoiseRate)[3]);
        Assert.False(LabelIssues.Find(given, predProbs, IssueFilter.PruneByClass)[3]);
        Assert.True(LabelIssues.Find(given, predProbs, IssueFilter.PredictedNeqGiven)[3]);
    }

    [Fact]
    public void One_class_and_no_images_are_answered()
    {
        Assert.DoesNotContain(true, LabelIssues.Find([0, 0], PredProbs.Of([1.0, 1.0], classes: 1)));
        Assert.Empty(LabelIssues.Find([], PredProbs.Of([], classes: 3)));
        var certain = PredProbs.Of([1.0], classes: 1);
        Assert.All(
            Enum.GetValues<QualityMethod>(),
            method => Assert.Equal(1, LabelQuality.Scores([0], certain, method).Single(), 1e-6));
    }

    [Fact]
    public void Labels_that_do_not_fit_are_refused()
    {
        var predProbs = PredProbs.Of([.5, .5, .5, .5], classes: 2);

        var tooFew = Assert.Throws<ArgumentException>(() => LabelIssues.Find([0], predProbs));
        var tooLarge = Assert.Throws<ArgumentException>(() => LabelIssues.Find([0, 2], predProbs));

        Assert.StartsWith("1 labels for 2 rows of probabilities.", tooFew.Message, StringComparison.Ordinal);
        Assert.StartsWith("Label 2 of row 1 is not between 0 and 1.", tooLarge.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_entropy_score_has_no_adjusted_form() =>
        Assert.Throws<ArgumentException>(() => LabelQuality.Scores(
            [0], PredProbs.Of([.5, .5], classes: 2), QualityMethod.ConfidenceWeightedEntropy, adjustPredProbs: true));

    [Fact]
    public void The_calibrated_joint_keeps_the_number_of_given_labels() =>
        Problems.Sample(problem =>
        {
            var joint = ConfidentJoint.Estimate(problem.Given, problem.PredProbs);
            var classes = Enumerable.Range(0, joint.LabelCounts.Length);
            Assert.Equal(joint.LabelCounts, classes.Select(g => classes.Sum(t => joint.Calibrated[g, t])));
        });

    [Fact]
    public void No_filter_but_the_low_ones_flags_what_the_model_predicts() =>
        Problems.Sample(problem =>
        {
            foreach (var filter in Enum.GetValues<IssueFilter>().Where(f => f < IssueFilter.LowNormalizedMargin))
            {
                var flags = LabelIssues.Find(problem.Given, problem.PredProbs, filter);
                Assert.All(
                    flags.Index().Where(flag => flag.Item),
                    flag => Assert.NotEqual(problem.Given[flag.Index], Argmax(problem.PredProbs, flag.Index)));
            }
        });

    [Fact]
    public void Both_is_what_both_prune_filters_flag() =>
        Problems.Sample(problem =>
        {
            var byRate = LabelIssues.Find(problem.Given, problem.PredProbs, IssueFilter.PruneByNoiseRate);
            var byClass = LabelIssues.Find(problem.Given, problem.PredProbs, IssueFilter.PruneByClass);
            return LabelIssues.Find(problem.Given, problem.PredProbs, IssueFilter.Both)
                .SequenceEqual(byRate.Zip(byClass, (a, b) => a && b));
        });

    [Fact]
    public void Scores_lie_between_0_and_1() =>
        Problems.Sample(problem => Enum.GetValues<QualityMethod>().All(
            method => LabelQuality.Scores(problem.Given, problem.PredProbs, method).All(s => s is >= 0 and <= 1)));

    private static (int[] Given, PredProbs PredProbs) TwoClearClasses(int perClass)
    {
        var given = new int[2 * perClass];
        var matrix = new FloatMatrix(2 * perClass, 2);
        for (var i = 0; i < given.Length; i++)
        {
            given[i] = i / perClass;
            matrix[i, given[i]] = 0.8f + (0.005f * (i % perClass));
            matrix[i, 1 - given[i]] = 1 - matrix[i, given[i]];
        }

        return (given, PredProbs.Of(matrix));
    }

    private static double[] Normalized(double[] raw, int classes) =>
        [.. raw.Chunk(classes).SelectMany(row => row.Select(p => p / row.Sum()))];

    private static int Argmax(PredProbs predProbs, int row) =>
        Enumerable.Range(0, predProbs.Classes).MaxBy(k => predProbs[row, k]);
}
