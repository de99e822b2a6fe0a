using CsCheck;
using NoisyLabels.Datasets.Evaluation;

namespace NoisyLabels.Datasets.Tests.Evaluation;

public sealed class EvaluatorTests
{
    [Fact]
    public void Hand_made_ranking_has_the_figures_computed_by_hand()
    {
        // From the most suspect: wrong, right, wrong, right, right; the first two are flagged.
        bool[] wrong = [true, false, true, false, false];
        bool[] flags = [true, true, false, false, false];

        var report = Evaluator.Evaluate(EvaluationCases.Of([.1, .2, .3, .4, .5], wrong, flags));

        Assert.Equal((1.0 + (2.0 / 3)) / 2, report["average_precision"].Value!.Value, 12);
        Assert.Equal(5.0 / 6, report["auroc"].Value!.Value, 12);
        Assert.Equal(0.5, report["precision"].Value);
        Assert.Equal(0.5, report["recall"].Value);
        Assert.Equal(0.5, report["f1"].Value);
        Assert.Equal(0.8, report["best_f1"].Value);
        Assert.Equal(0.5, report["precision_at_num_errors"].Value);
        Assert.Equal(0.6, report["label_accuracy_before"].Value);
        Assert.Equal(0.6, report["label_accuracy_after"].Value);
        Assert.Equal(1.0, report["suggestion_accuracy"].Value);
        Assert.Equal((.01 + .64 + .09 + .36 + .25) / 5, report["brier_score"].Value!.Value, 12);
        Assert.Null(report["precision_at_100"].Value);
        Assert.Equal("There are fewer than 100 images.", report["precision_at_100"].Reason);
        Assert.Equal((5, 2, 2), (report.Images, report.WrongLabels, report.FlaggedImages));
    }

    [Fact]
    public void Average_precision_is_the_mean_precision_at_each_wrong_label() =>
        EvaluationCases.Any.Sample(input =>
        {
            var wrong = EvaluationCases.Wrong(input);
            var expected = Enumerable.Range(0, wrong.Length).Where(i => wrong[i]).Select(i =>
            {
                var above = wrong.Where((_, j) => input.LabelQuality[j] <= input.LabelQuality[i]).ToArray();
                return above.Count(w => w) / (double)above.Length;
            }).DefaultIfEmpty().Average();

            AssertMetric(input, "average_precision", wrong.Contains(true) && wrong.Contains(false), expected);
        });

    [Fact]
    public void Auroc_counts_pairs_and_halves_ties() =>
        EvaluationCases.Any.Sample(input =>
        {
            var wrong = EvaluationCases.Wrong(input);
            var pairs = (from i in Enumerable.Range(0, wrong.Length)
                         from j in Enumerable.Range(0, wrong.Length)
                         where wrong[i] && !wrong[j]
                         select 0.5 - (0.5 * Math.Sign(input.LabelQuality[i] - input.LabelQuality[j]))).ToArray();

            AssertMetric(input, "auroc", pairs.Length > 0, pairs.DefaultIfEmpty().Average());
        });

    [Fact]
    public void Best_f1_is_the_best_of_all_cuts() =>
        EvaluationCases.Any.Sample(input =>
        {
            var wrong = EvaluationCases.Wrong(input);
            var best = input.LabelQuality.Max(cut =>
            {
                var flagged = wrong.Where((_, i) => input.LabelQuality[i] <= cut).ToArray();
                return 2.0 * flagged.Count(w => w) / (flagged.Length + wrong.Count(w => w));
            });

            AssertMetric(input, "best_f1", wrong.Contains(true), best);
        });

    [Fact]
    public void Flags_cannot_beat_the_best_cut_where_they_are_a_cut() =>
        EvaluationCases.Any.Sample(input =>
        {
            var cut = input with { IsLabelIssue = Array.ConvertAll(input.LabelQuality, q => q < 0.5) };
            var report = Evaluator.Evaluate(cut, EvaluationCases.NoIntervals);
            return report.WrongLabels == 0 || report["f1"].Value <= report["best_f1"].Value + 1e-12;
        });

    [Fact]
    public void The_ranking_figures_depend_on_the_order_alone() =>
        EvaluationCases.Any.Sample(input =>
        {
            var squeezed = input with { LabelQuality = Array.ConvertAll(input.LabelQuality, q => q * q * 0.5) };
            var before = Evaluator.Evaluate(input, EvaluationCases.NoIntervals);
            var after = Evaluator.Evaluate(squeezed, EvaluationCases.NoIntervals);
            return new[] { "average_precision", "auroc", "best_f1", "precision_at_num_errors" }
                .All(name => before[name] == after[name]);
        });

    [Fact]
    public void The_order_of_the_images_does_not_matter() =>
        EvaluationCases.Any.Sample(input =>
        {
            var reversed = new EvaluationInput
            {
                LabelQuality = [.. input.LabelQuality.Reverse()],
                IsLabelIssue = [.. input.IsLabelIssue.Reverse()],
                GivenLabel = [.. input.GivenLabel.Reverse()],
                SuggestedLabel = [.. input.SuggestedLabel.Reverse()],
                TrueLabel = [.. input.TrueLabel.Reverse()],
            };
            var before = Evaluator.Evaluate(input, EvaluationCases.NoIntervals);
            var after = Evaluator.Evaluate(reversed, EvaluationCases.NoIntervals);
            return before.Metrics.Zip(after.Metrics)
                .All(pair => Math.Abs((pair.First.Value ?? -1) - (pair.Second.Value ?? -1)) < 1e-12);
        });

    [Fact]
    public void Correction_puts_the_suggestion_on_flagged_images()
    {
        var input = EvaluationCases.Of([.1, .2, .9], [true, false, true], [true, true, false]);

        Assert.Equal(1.0 / 3, Evaluator.Evaluate(input)["label_accuracy_before"].Value);
        Assert.Equal(1.0 / 3, Evaluator.Evaluate(input)["label_accuracy_after"].Value);
        Assert.Equal(1.0, Evaluator.Evaluate(input with { CorrectedLabel = [1, 0, 1] })["label_accuracy_after"].Value);
    }

    [Fact]
    public void Ties_at_the_hundredth_place_count_in_their_share()
    {
        // 50 wrong ones in front, then 100 that tie, half of them wrong: 50 + 25 of the first 100.
        var quality = Enumerable.Range(0, 150).Select(i => i < 50 ? 0.1 : 0.5).ToArray();
        var wrong = Enumerable.Range(0, 150).Select(i => i < 100).ToArray();

        var report = Evaluator.Evaluate(EvaluationCases.Of(quality, wrong), EvaluationCases.NoIntervals);

        Assert.Equal(0.75, report["precision_at_100"].Value!.Value, 12);
        Assert.Equal(0.75, report["precision_at_num_errors"].Value!.Value, 12);
    }

    [Fact]
    public void Calibration_error_is_the_gap_in_bins_of_equal_mass()
    {
        // Two bins of two images: mean quality .2 with half of them right, mean quality .8 with all of them right.
        var input = EvaluationCases.Of([.1, .3, .7, .9], [true, false, false, false]);

        var report = Evaluator.Evaluate(input, new() { Resamples = 0, CalibrationBins = 2 });

        Assert.Equal((0.3 + 0.2) / 2, report["expected_calibration_error"].Value!.Value, 12);
    }

    [Theory]
    [InlineData(false, "Every given label is right by the truth.")]
    [InlineData(true, "Every given label is wrong by the truth.")]
    public void Without_both_kinds_of_label_there_is_no_ranking_to_judge(bool wrong, string reason)
    {
        var report = Evaluator.Evaluate(EvaluationCases.Of([.1, .5], [wrong, wrong]));

        Assert.Equal(new("average_precision", null, null, null, reason), report["average_precision"]);
        Assert.Equal(new("auroc", null, null, null, reason), report["auroc"]);
        Assert.Equal(new("precision", null, null, null, "No image is flagged."), report["precision"]);
        Assert.NotNull(report["brier_score"].Value);
    }

    [Fact]
    public void No_images_give_a_reason_for_every_figure() =>
        Assert.All(
            Evaluator.Evaluate(EvaluationCases.Of([], [])).Metrics,
            metric => Assert.Equal("There are no images to judge.", metric.Reason));

    [Fact]
    public void A_quality_that_is_no_probability_is_refused()
    {
        var input = EvaluationCases.Of([.1, double.NaN], [true, false]);

        Assert.StartsWith(
            "Label quality NaN of image 1 is not from 0 to 1.",
            Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(input)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_survives_json_in_snake_case()
    {
        var report = Evaluator.Evaluate(EvaluationCases.Of([.1, .5, .7], [true, false, false]));

        var json = report.ToJson();

        Assert.Contains("\"wrong_labels\": 1", json, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", json, StringComparison.Ordinal);
        Assert.Equal(report.Metrics, EvaluationReport.FromJson(json)!.Metrics);
    }

    private static void AssertMetric(EvaluationInput input, string name, bool defined, double expected)
    {
        var metric = Evaluator.Evaluate(input, EvaluationCases.NoIntervals)[name];
        Assert.Equal(defined, metric.Value is not null);
        Assert.Equal(defined, metric.Reason is null);
        if (defined)
        {
            Assert.Equal(expected, metric.Value!.Value, 1e-12);
        }
    }
}
