using NoisyLabels.LabelStudio.Backend;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Tests;

/// <summary>Reads a body as the message of its path, as the server does.</summary>
internal static class AnyRequest
{
    public static (object? Message, string? Problem) Read(string path, byte[] body, string? userAgent) =>
        path[path.LastIndexOf('/')..] switch
        {
            "/setup" => Of(SetupRequest.Read(body)),
            "/predict" => Of(PredictRequest.Read(body)),
            "/train" => Of(TrainRequest.Read(body)),
            "/webhook" => Of(WebhookEvent.Read(body, userAgent)),
            "/versions" => Of(VersionsRequest.Read(body)),
            "/job_status" => Of(JobStatusRequest.Read(body)),
            "/validate" => Of(ValidateRequest.Read(body)),
            "/duplicate_model" => Of(DuplicateModelRequest.Read(body)),
            "/delete" => Of(DeleteRequest.Read(body)),
            "/health" => (new HealthResponse(), null),
            _ => throw new ArgumentException($"No message is known for {path}.", nameof(path)),
        };

    /// <summary>Does with a message what the server will do with it: nothing of that may throw either.</summary>
    public static void Use(object message)
    {
        var (config, tasks) = message switch
        {
            SetupRequest setup => (setup.LabelConfig, []),
            PredictRequest predict => (predict.LabelConfig, predict.Tasks),
            TrainRequest train => (train.LabelConfig, train.Tasks),
            AnnotationsSaved saved => (saved.Project?.LabelConfig, saved.Tasks),
            TasksCreated created => (created.Project?.LabelConfig, created.Tasks),
            WebhookEvent webhook => (webhook.Project?.LabelConfig, (IReadOnlyList<TaskRecord>)[]),
            _ => (null, []),
        };
        foreach (var xml in Samples.Configs.Append(config))
        {
            var read = LabelConfig.Parse(xml);
            foreach (var task in tasks)
            {
                foreach (var control in read.Controls)
                {
                    _ = control.Image.AddressesIn(task.Data);
                    var classes = control.LabelsFor(task.Data).Select(label => label.Name);
                    _ = PredictionRegions.For(control, classes, double.NaN, task.Data);
                }

                _ = task.Annotations.Select(annotation => AnnotationReader.Read(read, annotation, task.Data)).ToList();
            }
        }
    }

    private static (object?, string?) Of<T>(Reading<T> reading)
        where T : class => (reading.Message, reading.Problem);
}
