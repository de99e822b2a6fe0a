using NoisyLabels.Cli.Diagnosis;
using NoisyLabels.LabelStudio.Images;
using NoisyLabels.LabelStudio.Images.Fetching;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Cli.Connecting;

/// <summary>Can the images be fetched with this key? The first task's stands for all.</summary>
internal static class UploadCheck
{
    private const string Subject = "images";

    public static async Task RunAsync(
        LabelStudioAccess access,
        ProjectRecord project,
        ConnectReport report,
        TimeProvider clock,
        CancellationToken token)
    {
        // There, a list of tasks would make Label Studio ask its backends for predictions.
        if (project.EvaluatesPredictionsAutomatically || project.TaskCount is 0 or null)
        {
            return;
        }

        var page = await access.Client.Tasks.ReadPageAsync(project.Uid.Id, 1, 1, cancellation: token);
        if (page.Value?.Tasks is not [var task, ..]
            || LabelConfig.Parse(project.LabelConfig).Images is not [var image, ..]
            || image.ReadAddresses(task.Data) is not [var address, ..])
        {
            return;
        }

        var options = new ImageOptions
        {
            Instance = access.Options,
            AllowedHosts = ["*"],
            LocalFilesRoot = Environment.GetEnvironmentVariable("LOCAL_FILES_DOCUMENT_ROOT"),
        };
        var location = ImageLocator.Locate(address, task.Id, options);
        if (!location.IsMessage)
        {
            Warn(report, location.Problem);
            return;
        }

        using var fetcher = new ImageFetcher(options, access.Clients, clock);
        var fetched = await fetcher.FetchAsync(location.Message, token);
        if (fetched.IsImage)
        {
            report.Ok(Subject, $"task {task.Id}'s can be fetched ({ByteSize.Text(fetched.Bytes.Length)})");
        }
        else
        {
            Warn(report, fetched.Refusal.Message);
        }
    }

    private static void Warn(ConnectReport report, string problem) => report.Warn(
        Subject, problem, "The server has to be able to fetch them; give it a key or a folder that reaches them.");
}
