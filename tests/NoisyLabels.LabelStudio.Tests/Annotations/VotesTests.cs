using NoisyLabels.LabelStudio.Annotations;
using NoisyLabels.LabelStudio.Backend;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Tests.Annotations;

public sealed class VotesTests
{
    private static readonly LabelConfig Config = LabelConfig.Parse(Samples.CatsAndDogs);
    private static readonly GroundTruthCount Few = new(100, 3);

    [Fact]
    public void Every_annotator_has_one_vote_the_newest()
    {
        var votes = Votes(
            Answers.Chosen(3, "dog", by: 1, minute: 9), Answers.Chosen(1, "cat"), Answers.Chosen(2, "cat", by: 2));
        Assert.Equal([2, 3], votes.Votes.Select(vote => vote.AnnotationId));
    }

    [Fact]
    public void Annotations_without_annotator_stand_for_themselves() =>
        Assert.Equal(
            2,
            Votes(
                Answers.Chosen(1, "cat") with { CompletedBy = null },
                Answers.Chosen(2, "cat") with { CompletedBy = null }).Votes.Count);

    [Fact]
    public void Skipped_annotations_are_no_votes() =>
        Assert.Null(Consensus.Of(Votes(Answers.Chosen(1, "cat") with { WasCancelled = true })));

    [Fact]
    public void Copied_predictions_say_nothing_and_accepted_ones_half()
    {
        Assert.Null(Consensus.Of(Votes(Answers.Copied(1, "cat"))));
        Assert.Equal(0.5, Consensus.Of(Votes(Answers.Accepted(1, "cat")))!.Weight);

        var one = Consensus.Of(Votes(Answers.Chosen(1, "cat"), Answers.Accepted(2, "dog", by: 2)))!;
        Assert.Equal("cat", one.Classes.Single());
        Assert.Equal(1 / 1.5, one.Agreement, 12);
    }

    [Fact]
    public void A_changed_prediction_is_a_choice()
    {
        var changed = Answers.Accepted(1, "dog") with { Regions = [Answers.Region("dog", "prediction-changed")] };
        Assert.Equal(Evidence.Chosen, Votes(changed).Votes.Single().Evidence);
    }

    [Fact]
    public void The_majority_wins_and_of_equals_the_newest()
    {
        var majority = Votes(
            Answers.Chosen(1, "cat", by: 1), Answers.Chosen(2, "dog", by: 2), Answers.Chosen(3, "dog", by: 3));
        Assert.Equal("dog", Consensus.Of(majority)!.Classes.Single());
        Assert.Equal(2 / 3.0, Consensus.Of(majority)!.Agreement, 12);

        var equals = Votes(Answers.Chosen(1, "cat", by: 1, minute: 5), Answers.Chosen(2, "dog", by: 2));
        Assert.Equal("cat", Consensus.Of(equals)!.Classes.Single());
    }

    [Fact]
    public void A_marked_annotation_outweighs_the_majority()
    {
        var consensus = Consensus.Of(Votes(
            Answers.Chosen(1, "cat", by: 1) with { GroundTruth = true },
            Answers.Chosen(2, "dog", by: 2),
            Answers.Chosen(3, "dog", by: 3)))!;
        Assert.Equal("cat", consensus.Classes.Single());
        Assert.True(consensus.IsTrusted);
        Assert.Equal(1 / 3.0, consensus.Agreement, 12);
    }

    [Fact]
    public void Ground_truth_that_came_with_an_import_is_not_believed_by_itself()
    {
        Assert.False(Consensus.Of(Votes(Answers.Imported(1, "cat")))!.IsTrusted);
        Assert.Equal(Evidence.Imported, Votes(Answers.Imported(1, "cat")).Votes.Single().Evidence);

        var always = new ReadingRules { GroundTruth = GroundTruthUse.Always };
        Assert.True(Consensus.Of(Votes(always, Few, Answers.Imported(1, "cat")))!.IsTrusted);
    }

    [Fact]
    public void Ground_truth_that_is_the_rule_is_no_anchor()
    {
        var starred = Answers.Chosen(1, "cat") with { GroundTruth = true };
        Assert.True(Consensus.Of(Votes(starred))!.IsTrusted);
        Assert.False(Consensus.Of(Votes(new ReadingRules(), new GroundTruthCount(100, 90), starred))!.IsTrusted);

        var never = new ReadingRules { GroundTruth = GroundTruthUse.Never };
        Assert.False(Consensus.Of(Votes(never, Few, starred))!.IsTrusted);
    }

    [Theory]
    [InlineData("1.8.2", "train-several-annotators")]
    [InlineData("1.23.2", "predict-several-annotators")]
    public void The_recorded_task_of_several_annotators_is_read_by_these_rules(string version, string name)
    {
        var body = Capture.Of(version, name).Body;
        var task = version == "1.8.2"
            ? TrainRequest.Read(body).Message!.Tasks[0]
            : PredictRequest.Read(body).Message!.Tasks[0];
        var votes = Votes([.. task.Annotations]);
        Assert.Equal(
            task.Annotations.Where(annotation => !annotation.WasCancelled)
                .Select(annotation => annotation.CompletedBy).Distinct().Order(),
            votes.Votes.Select(vote => vote.Annotator).Order());
        Assert.NotNull(Consensus.Of(votes));
    }

    [Theory]
    [InlineData("1.8.2")]
    [InlineData("1.23.2")]
    public void The_recorded_bulk_copies_are_known_as_copies(string version)
    {
        var saved = (LabelStudio.Backend.Webhooks.AnnotationsSaved)LabelStudio.Backend.Webhooks.WebhookEvent
            .Read(Capture.Of(version, "webhook-annotations-created-bulk").Body, null).Message!;
        Assert.All(
            Votes([.. saved.Annotations]).Votes, vote => Assert.Equal(Evidence.CopiedPrediction, vote.Evidence));
    }

    [Theory]
    [InlineData("from-prediction", Evidence.AcceptedPrediction)]
    [InlineData("prediction-changed", Evidence.Chosen)]
    [InlineData("second-annotator", Evidence.Chosen)]
    public void The_recorded_single_events_tell_how_the_label_came_about(string name, Evidence evidence)
    {
        var saved = (LabelStudio.Backend.Webhooks.AnnotationsSaved)LabelStudio.Backend.Webhooks.WebhookEvent
            .Read(Capture.Of("1.23.2", $"webhook-annotation-created-{name}").Body, null).Message!;
        Assert.Equal(evidence, Votes([.. saved.Annotations]).Votes.Single().Evidence);
    }

    private static TaskVotes Votes(params AnnotationRecord[] annotations) =>
        Votes(new ReadingRules(), Few, annotations);

    private static TaskVotes Votes(
        ReadingRules rules, GroundTruthCount project, params AnnotationRecord[] annotations) =>
        TaskVotes.Read(annotations, Config, Config.Controls[0], TaskData.Empty, rules, project);
}
