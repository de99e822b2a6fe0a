using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Detection;

public sealed class RestraintTests
{
    private static readonly string[] Classes = ["apples", "pears", "quinces"];

    [Fact]
    public void Flags_stay_where_there_is_evidence_and_every_class_has_images_enough()
    {
        int[] given = [.. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(1, 20)];
        var result = Result(given, flagged: [3, 25], predicted: given);

        Assert.Same(result, Restraint.Apply(result, given, Classes));
    }

    [Fact]
    public void Nothing_is_flagged_and_it_is_said_why_where_the_labels_are_random()
    {
        int[] given = [.. Enumerable.Range(0, 80).Select(i => i % 2)];
        int[] predicted = [.. Enumerable.Range(0, 80).Select(i => i / 2 % 2)];

        var restrained = Restraint.Apply(Result(given, [1, 5, 9], predicted), given, Classes);

        Assert.DoesNotContain(true, restrained.IsLabelIssue);
        Assert.StartsWith(
            "The labels cannot be told from these images better than by chance, so none is called wrong",
            Assert.Single(restrained.Notes),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Images_of_a_class_with_three_are_not_flagged_and_the_class_is_named()
    {
        int[] given = [.. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(1, 20), 2, 2, 2];

        var restrained = Restraint.Apply(Result(given, [4, 40, 42], given), given, Classes);

        Assert.Equal([4], restrained.IsLabelIssue.Index().Where(f => f.Item).Select(f => f.Index));
        Assert.Equal(
            "Too few images to judge (fewer than 5), so none of theirs is called wrong: quinces (3).",
            Assert.Single(restrained.Notes));
    }

    [Fact]
    public void A_class_without_images_is_not_too_small()
    {
        int[] given = [.. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(1, 20)];

        Assert.Empty(Restraint.Apply(Result(given, [], given), given, Classes).Notes);
    }

    [Fact]
    public void Of_many_small_classes_ten_are_named()
    {
        string[] classes = [.. Enumerable.Range(0, 15).Select(k => $"class {k}")];
        int[] given = [.. Enumerable.Range(0, 60).Select(i => i % 15)];

        var note = Assert.Single(Restraint.Apply(Result(given, [], given), given, classes).Notes);

        Assert.EndsWith("class 9 (4) and 5 more.", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_of_the_method_itself_stay()
    {
        int[] given = [0, 1, 0, 1];
        var result = Result(given, [], [1, 0, 1, 0]) with { Notes = ["Said before."] };

        Assert.Equal("Said before.", Restraint.Apply(result, given, Classes).Notes[0]);
    }

    [Fact]
    public void One_class_is_answered_with_a_note_and_full_quality()
    {
        var result = SingleClass.Result("knn", [1, 1, 1], Classes);

        Assert.StartsWith("All images are labelled 'pears'", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Equal([1.0, 1, 1], result.LabelQuality);
        Assert.Equal([-1, -1, -1], result.SuggestedLabel);
        Assert.Equal([1, 1, 1], result.PredictedLabel);
        Assert.DoesNotContain(true, result.IsLabelIssue);
        Assert.Equal([0f, 1, 0, 0, 1, 0, 0, 1, 0], result.PredProbs.Values);
        Assert.Equal("knn", result.Method);
    }

    private static DetectionResult Result(int[] given, int[] flagged, int[] predicted) => new()
    {
        Method = "test",
        PredProbs = new FloatMatrix(given.Length, 3),
        LabelQuality = new double[given.Length],
        IsLabelIssue = [.. given.Select((_, i) => flagged.Contains(i))],
        PredictedLabel = predicted,
        SuggestedLabel = new int[given.Length],
        SuggestedLabelConfidence = new double[given.Length],
        NoiseTransition = new double[3, 3],
        Facts = new Dictionary<string, object>(),
    };
}
