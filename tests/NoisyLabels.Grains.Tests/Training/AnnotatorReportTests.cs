using NoisyLabels.Grains.Training;
using NoisyLabels.LabelStudio.Annotations;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Grains.Tests.Training;

public sealed class AnnotatorReportTests
{
    private static readonly string[] Classes = ["cat", "dog"];

    [Fact]
    public void Who_contradicts_the_others_and_the_model_comes_first()
    {
        TaskVotes?[] votes =
        [
            null,
            .. Enumerable.Range(0, 10).Select(i => Votes(
                (7, i % 2 == 0 ? "cat" : "dog"), (3, i % 2 == 0 ? "cat" : "dog"), (5, i < 6 ? "dog" : "cat"))),
        ];
        var heldOut = new FloatMatrix(11, 2);
        for (var row = 0; row < 11; row++)
        {
            (heldOut[row, 0], heldOut[row, 1]) = row % 2 == 1 ? (0.9f, 0.1f) : (0.1f, 0.9f);
        }

        var report = AnnotatorReport.Of("label", Classes, votes, heldOut);
        Assert.Equal([5, 3, 7], report.Select(annotator => annotator.Annotator));
        Assert.All(report, annotator => Assert.Equal((10, 10), (annotator.Labels, annotator.Shared)));
        Assert.Equal([0.5, 1, 1], report.Select(annotator => annotator.Agreement!.Value));
        Assert.True(report[0].Quality < 0.6 && report[1].Quality > 0.9);
    }

    [Fact]
    public void One_annotator_alone_unnamed_ones_and_no_model_say_nothing()
    {
        var matrix = new FloatMatrix(1, 2);
        Assert.Empty(AnnotatorReport.Of("label", Classes, [Votes((1, "cat"))], matrix));
        Assert.Empty(AnnotatorReport.Of("label", Classes, [Votes((null, "cat"), (null, "dog"))], matrix));
        Assert.Empty(AnnotatorReport.Of("label", Classes, [Votes((1, "cat"), (2, "dog"))], heldOut: null));
        Assert.Empty(AnnotatorReport.Of("label", Classes, [Votes((1, "fox"), (2, "dog"))], matrix));
    }

    private static TaskVotes Votes(params (long? Annotator, string Label)[] votes) => new(
        [
            .. votes.Select(vote => new Vote
            {
                Annotator = vote.Annotator, Classes = [vote.Label], Evidence = Evidence.Chosen, Weight = 1,
            }),
        ],
        []);
}
