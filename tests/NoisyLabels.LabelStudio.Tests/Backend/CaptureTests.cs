using NoisyLabels.LabelStudio.Backend;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Tests.Backend;

public sealed class CaptureTests
{
    [Fact]
    public void Every_recorded_request_is_read_as_a_message()
    {
        var captures = Capture.All();
        Assert.True(captures.Count > 100);
        Assert.All(captures, capture =>
        {
            var (message, problem) = AnyRequest.Read(capture.Path, capture.Body, capture.UserAgent);
            Assert.Null(problem);
            Assert.NotNull(message);
            AnyRequest.Use(message);
        });
    }

    [Fact]
    public void Every_recorded_webhook_is_an_event_that_is_known()
    {
        var events = Capture.All().Where(capture => capture.Path.EndsWith("/webhook", StringComparison.Ordinal));
        Assert.All(events, capture => Assert.IsNotType<UnknownEvent>(Read(capture)));
    }

    [Fact]
    public void A_project_has_one_uid_in_setup_predict_and_webhooks()
    {
        var uid = new ProjectUid(14, 1795570229);
        Assert.Equal(uid, SetupRequest.Read(Capture.Of("1.23.2", "setup").Body).Message!.Project);
        Assert.Equal(uid, PredictRequest.Read(Capture.Of("1.23.2", "predict-retrieve").Body).Message!.Project);
        Assert.Equal(uid, Read(Capture.Of("1.23.2", "webhook-annotation-created")).Project!.Uid);
    }

    [Theory]
    [InlineData("1.23.2", "webhook-annotation-created", "cat")]
    [InlineData("1.8.2", "webhook-annotation-created", "cat")]
    [InlineData("1.23.2", "webhook-annotation-created-alias", "c,Fox")]
    [InlineData("1.8.2", "webhook-annotation-created-alias", "c,Fox")]
    [InlineData("1.23.2", "webhook-annotation-created-nested", "Animal / Cat")]
    [InlineData("1.8.2", "webhook-annotation-created-nested", "Animal / Cat")]
    [InlineData("1.23.2", "webhook-annotation-created-dynamic", "a")]
    [InlineData("1.8.2", "webhook-annotation-created-dynamic", "a")]
    [InlineData("1.23.2", "webhook-annotation-created-two-controls", "cat;blurred")]
    [InlineData("1.8.2", "webhook-annotation-created-two-controls", "cat;blurred")]
    [InlineData("1.23.2", "webhook-annotation-created-skipped", "")]
    [InlineData("1.8.2", "webhook-annotation-created-skipped", "")]
    public void The_given_labels_of_an_event_are_those_that_were_submitted(string version, string name, string expected)
    {
        var saved = Assert.IsType<AnnotationsSaved>(Read(Capture.Of(version, name)));
        var config = LabelConfig.Parse(saved.Project!.LabelConfig);
        var reading = AnnotationReader.Read(config, saved.Annotations.Single(), saved.Tasks.Single().Data);
        Assert.Equal(expected, string.Join(';', reading.Labels.Select(label => string.Join(',', label.Classes))));
        Assert.Empty(reading.Notes);
    }

    [Fact]
    public void The_bulk_event_of_1_8_2_has_no_numbers_and_asks_for_an_export()
    {
        var old = Assert.IsType<AnnotationsSaved>(Read(Capture.Of("1.8.2", "webhook-annotations-created-bulk")));
        Assert.All(old.Annotations, annotation => Assert.Null(annotation.Id));
        Assert.True(old.NeedsExport);

        var recent = Assert.IsType<AnnotationsSaved>(Read(Capture.Of("1.23.2", "webhook-annotations-created-bulk")));
        Assert.Equal([10, 11], recent.Annotations.Select(annotation => annotation.Id));
        Assert.Equal([8, 9], recent.Annotations.Select(annotation => annotation.TaskId));
        Assert.False(recent.NeedsExport);
    }

    [Fact]
    public void The_button_of_the_old_era_is_told_from_saved_settings_by_its_sender()
    {
        Assert.IsType<StartTraining>(Read(Capture.Of("1.8.2", "start-training-as-project-updated")));
        Assert.IsType<ProjectUpdated>(Read(Capture.Of("1.8.2", "webhook-project-updated")));
    }

    [Fact]
    public void Deletions_bring_all_numbers()
    {
        var deleted = Assert.IsType<AnnotationsDeleted>(Read(Capture.Of("1.23.2", "webhook-annotations-deleted-bulk")));
        Assert.Equal([6, 7, 5, 10], deleted.AnnotationIds);
        Assert.Equal(
            [8, 9],
            Assert.IsType<TasksDeleted>(Read(Capture.Of("1.23.2", "webhook-tasks-deleted-bulk"))).TaskIds);
    }

    [Fact]
    public void An_import_with_annotations_asks_for_an_export()
    {
        Assert.True(Assert.IsType<TasksCreated>(Read(Capture.Of("1.23.2", "webhook-tasks-created-json"))).NeedsExport);
        Assert.False(Assert.IsType<TasksCreated>(Read(Capture.Of("1.23.2", "webhook-tasks-created-one"))).NeedsExport);
    }

    [Fact]
    public void Training_of_the_old_era_brings_every_annotation_with_its_task()
    {
        var train = TrainRequest.Read(Capture.Of("1.8.2", "train-several-annotators").Body).Message!;
        Assert.Contains(train.Tasks[0].Annotations, annotation => annotation.WasCancelled);
        Assert.All(
            train.Tasks.SelectMany(task => task.Annotations.Select(annotation => (task, annotation))),
            pair => Assert.Equal(pair.task.Id, pair.annotation.TaskId));
    }

    [Fact]
    public void An_uploaded_file_is_found_under_any_config()
    {
        var request = PredictRequest.Read(Capture.Of("1.23.2", "predict-empty-config").Body).Message!;
        Assert.NotNull(LabelConfig.Parse(request.LabelConfig).Problem);
        var image = LabelConfig.Parse(Samples.CatsAndDogs).Images[0];
        Assert.Equal(["/data/upload/18/5e63057e-cat.100.jpg"], image.ReadAddresses(request.Tasks[0].Data));
    }

    [Fact]
    public void Interactive_requests_are_known_by_their_context()
    {
        Assert.True(PredictRequest.Read(Capture.Of("1.23.2", "predict-interactive").Body).Message!.IsInteractive);
        Assert.False(PredictRequest.Read(Capture.Of("1.23.2", "predict-retrieve").Body).Message!.IsInteractive);
    }

    private static WebhookEvent Read(Capture capture) =>
        WebhookEvent.Read(capture.Body, capture.UserAgent).Message!;
}
