using NoisyLabels.Learning.Assistance;
using NoisyLabels.Learning.Detection;

namespace NoisyLabels.Learning.Tests.Assistance;

public sealed class AssistedLearnerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Twenty_labels_with_four_wrong_ones_predict_the_rest_and_give_the_wrong_ones_away(int seed)
    {
        using var lessons = Lessons.Draw(600, count: 20, flipped: 4, seed: seed);

        var model = lessons.Model();

        Assert.True(lessons.AccuracyOnTheRest(model.PredictedLabel) > 0.97);
        Assert.True(lessons.WrongAmongTop(model, 6) >= 3);
    }

    [Fact]
    public void Probabilities_are_of_all_images_and_sum_to_one()
    {
        using var lessons = Lessons.Draw(300, count: 60, flipped: 6, classes: 3, innerColumns: 6);

        var model = lessons.Model();

        Assert.Equal((300, 3), (model.Probabilities.Rows, model.Probabilities.Columns));
        for (var i = 0; i < 300; i++)
        {
            var row = model.Probabilities.Row(i).ToArray();
            Assert.Equal(1, row.Sum(p => (double)p), 1e-5);
            Assert.Equal(row.Max(), (float)model.Confidence[i]);
            Assert.Equal(Array.IndexOf(row, row.Max()), model.PredictedLabel[i]);
        }
    }

    [Fact]
    public void Only_labels_are_judged()
    {
        using var lessons = Lessons.Draw(300, count: 60, flipped: 12);

        var model = lessons.Model();

        Assert.All(Enumerable.Range(0, 300), i =>
        {
            var hasLabel = lessons.Given[i] >= 0;
            Assert.Equal(hasLabel, !double.IsNaN(model.LabelQuality[i]));
            Assert.Equal(hasLabel, model.Mislabeling[i] > 0);
            Assert.True(hasLabel ? model.SuggestedLabel[i] != lessons.Given[i] : model.SuggestedLabel[i] == model.PredictedLabel[i]);
            Assert.False(model.IsLabelIssue[i] && !hasLabel);
        });
        Assert.True(lessons.WrongAmongTop(model, 12) >= 10);
        Assert.InRange(model.IsLabelIssue.Count(flag => flag), 8, 16);
    }

    [Fact]
    public void A_label_is_not_learned_from_itself()
    {
        // Labels that are drawn at random cannot be foretold by what did not see them.
        using var lessons = Lessons.Draw(200, count: 100, flipped: 50, distance: 0, seed: 4);

        var heldOut = lessons.Model().HeldOut;

        Assert.InRange(heldOut.Accuracy, 0.5 - (3 * heldOut.AccuracyError), 0.5 + (3 * heldOut.AccuracyError));
        Assert.Equal(100, heldOut.Labels);
    }

    [Fact]
    public void The_label_of_an_image_does_not_touch_what_is_said_of_it()
    {
        using var lessons = Lessons.Draw(300, count: 200, flipped: 20, seed: 6);
        var image = Array.FindIndex(lessons.Given, label => label >= 0);
        var changed = lessons with { Labels = lessons.Labels with { Given = [.. lessons.Given] } };
        changed.Given[image] = 1 - changed.Given[image];

        var (before, after) = (lessons.Model(), changed.Model());

        // Weights and factors are chosen by all labels, so that a little may change.
        Assert.Equal(before.Probabilities[image, 0], after.Probabilities[image, 0], 0.1f);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_to_the_bit()
    {
        using var first = Lessons.Draw(400, count: 120, flipped: 20, classes: 3, innerColumns: 4);
        using var second = Lessons.Draw(400, count: 120, flipped: 20, classes: 3, innerColumns: 4);

        var (a, b) = (first.Model(), second.Model());

        Assert.Equal(a.Probabilities.Values, b.Probabilities.Values);
        Assert.Equal(a.Mislabeling, b.Mislabeling);
    }

    [Fact]
    public void A_trusted_label_is_never_called_wrong()
    {
        using var lessons = Lessons.Draw(300, count: 100, flipped: 20);
        var wrong = Enumerable.Range(0, 300).Where(i => lessons.Given[i] >= 0 && lessons.Given[i] != lessons.Problem.Truth[i]).ToArray();
        var trusted = new bool[300];
        Array.ForEach(wrong, i => trusted[i] = true);
        var trusting = lessons with { Labels = lessons.Labels with { Trusted = trusted } };

        var model = trusting.Model();

        Assert.All(wrong, i => Assert.Equal((1.0, 0.0, false), (model.LabelQuality[i], model.Mislabeling[i], model.IsLabelIssue[i])));
    }

    [Fact]
    public void A_label_without_weight_teaches_nothing_and_is_judged_all_the_same()
    {
        using var lessons = Lessons.Draw(300, count: 60, flipped: 20, seed: 3);
        var weight = Array.ConvertAll(lessons.Given, _ => 1f);
        for (var i = 0; i < 300; i++)
        {
            weight[i] = lessons.Given[i] >= 0 && lessons.Given[i] != lessons.Problem.Truth[i] ? 0 : 1;
        }

        var model = (lessons with { Labels = lessons.Labels with { Weight = weight } }).Model();

        Assert.True(lessons.AccuracyOnTheRest(model.PredictedLabel) > 0.97);
        Assert.True(lessons.WrongAmongTop(model, 20) >= 18);
    }

    [Fact]
    public void A_class_without_a_label_gets_no_probability_and_changes_nothing_for_the_others()
    {
        using var lessons = Lessons.Draw(300, count: 60, flipped: 6);
        var more = lessons with
        {
            Labels = lessons.Labels with
            {
                Classes = ["nobody", "a", "nobody either", "b"],
                Given = Array.ConvertAll(lessons.Given, label => label < 0 ? label : (2 * label) + 1),
            },
        };

        var (expected, model) = (lessons.Model(), more.Model());

        Assert.All(Enumerable.Range(0, 300), i => Assert.Equal(
            [0, expected.Probabilities[i, 0], 0, expected.Probabilities[i, 1]], model.Probabilities.Row(i).ToArray()));
        Assert.Equal(expected.PredictedLabel.Select(label => (2 * label) + 1), model.PredictedLabel);
        Assert.Equal(expected.SuggestedLabel.Select(label => (2 * label) + 1), model.SuggestedLabel);
        Assert.Equal(expected.Mislabeling, model.Mislabeling);
        var features = lessons.Problem.Input.Features;
        var (two, four) = (expected.Classifier.PredictProbabilities(features), model.Classifier.PredictProbabilities(features));
        Assert.All(Enumerable.Range(0, 300), i => Assert.Equal([0, two[i, 0], 0, two[i, 1]], four.Row(i).ToArray()));
    }

    [Fact]
    public void One_label_a_class_is_enough_where_it_is_allowed()
    {
        using var lessons = Lessons.Draw(200, count: 200, flipped: 0, distance: 8);
        var given = Enumerable.Repeat(-1, 200).ToArray();
        (given[0], given[1]) = (0, 1);
        var two = lessons with { Labels = lessons.Labels with { Given = given } };

        var model = two.Model(new() { MinLabels = 2 });

        Assert.True(two.AccuracyOnTheRest(model.PredictedLabel) > 0.95);
        Assert.DoesNotContain(true, model.IsLabelIssue);
    }

    [Fact]
    public void A_rare_class_is_found_with_few_labels_of_it()
    {
        using var all = Lessons.Draw(600, count: 600, flipped: 0, distance: 6);
        int[] rare = [.. Enumerable.Range(0, 600).Where(i => all.Problem.Truth[i] == 1).Skip(45)];
        var (given, random) = ((int[])[.. all.Given], new Random(2));
        for (var i = 0; i < 600; i++)
        {
            given[i] = random.NextDouble() < 0.2 && !rare.Contains(i) ? given[i] : -1;
        }

        var few = all with { Labels = all.Labels with { Given = given } };

        Assert.True(few.AccuracyOnTheRest(few.Model().PredictedLabel) > 0.95);
    }

    [Theory]
    [InlineData(10, "There are 10 labels so far; a model is made from 20 on. Label 10 more.")]
    [InlineData(0, "There are 0 labels so far; a model is made from 20 on. Label 20 more.")]
    public void Too_few_labels_give_a_reason_in_place_of_a_model(int count, string reason)
    {
        using var lessons = Lessons.Draw(100, count, flipped: 0);

        Assert.Equal(new(null, reason), lessons.Learn());
    }

    [Fact]
    public void Labels_that_are_all_the_same_give_a_reason_in_place_of_a_model()
    {
        using var lessons = Lessons.Draw(100, count: 100, flipped: 0);
        var same = lessons with { Labels = lessons.Labels with { Given = [.. Enumerable.Repeat(1, 100)] } };

        var reason = same.Learn().NoModelReason;

        Assert.Equal(
            "All 100 labels are 'class 1', so there is nothing to tell apart: label images of another class too.", reason);
    }

    [Fact]
    public void A_set_that_is_all_labelled_is_judged_as_by_the_default_method()
    {
        using var lessons = Lessons.Draw(300, count: 300, flipped: 60);
        var input = lessons.Problem.Input with { Given = lessons.Given };
        var expected = DetectionMethods.Default.Detect(input, null, TestContext.Current.CancellationToken);

        var model = lessons.Model();

        Assert.Equal(expected.LabelQuality, model.LabelQuality);
        Assert.Equal(expected.PredProbs.Values, model.Probabilities.Values);
    }

    [Fact]
    public void Images_that_may_be_of_several_classes_are_learned_class_by_class()
    {
        using var lessons = Lessons.Draw(300, count: 100, flipped: 5, classes: 3);
        IReadOnlyList<int>?[] given = [.. lessons.Given.Select(g => g < 0 ? null : new[] { g, 0 }.Distinct().ToArray())];

        var outcomes = new AssistedLearner().Learn(
            lessons.Space(), new MultiLabels(given, ["everywhere", "one", "two"]), Lessons.Backbone, cancellation: TestContext.Current.CancellationToken);

        Assert.Contains("'everywhere'", outcomes[0].NoModelReason, StringComparison.Ordinal);
        Assert.Equal(["not two", "two"], outcomes[2].Model!.Classifier.Classes);
        Assert.True(lessons.AccuracyOnTheRest([.. outcomes[2].Model!.PredictedLabel.Select((p, i) => (p == 1) == (lessons.Problem.Truth[i] == 2) ? lessons.Problem.Truth[i] : -1)]) > 0.95);
    }

    [Fact]
    public void Options_out_of_range_are_named_all_at_once()
    {
        var refused = Assert.Throws<UserErrorException>(() => new AssistedLearner(new() { MinLabels = 1, MinClasses = 0 }));

        Assert.Equal("MinLabels must be 2 or more, not 1; MinClasses must be 2 or more, not 0.", refused.Message);
    }

    [Fact]
    public void Labels_that_do_not_fit_the_images_are_refused()
    {
        using var lessons = Lessons.Draw(50, count: 30, flipped: 0);

        Assert.Throws<ArgumentException>(() => (lessons with { Labels = lessons.Labels with { Given = [0, 1] } }).Learn());
        Assert.Throws<ArgumentException>(() => (lessons with { Labels = lessons.Labels with { Classes = ["only"] } }).Learn());
        Assert.Throws<ArgumentException>(() => (lessons with { Labels = lessons.Labels with { Weight = [.. Enumerable.Repeat(2f, 50)] } }).Learn());
    }

    [Fact]
    public void A_cancelled_refit_stops()
    {
        using var lessons = Lessons.Draw(300, count: 100, flipped: 0);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            new AssistedLearner().Learn(lessons.Space(), lessons.Labels, Lessons.Backbone, cancellation: cancelled.Token));
    }
}
