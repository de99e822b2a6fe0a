using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Cli.Connecting;

/// <summary>The webhook that tells us of annotations: there, for what we need only, with the password along.</summary>
internal sealed class WebhookStep(LabelStudioAccess access, ConnectOptions options, ConnectReport report)
{
    private const string Subject = "webhook";

    private WebhookSettings Settings => new(BackendAddress.Webhook(options.Backend))
    {
        Headers = BackendProbe.Authorization(options) is { } header
            ? new Dictionary<string, Secret> { ["Authorization"] = new(header.ToString()) }
            : [],
    };

    /// <param name="project">Number of the project.</param>
    /// <param name="former">Where our row led to before; a webhook to there is moved.</param>
    /// <param name="token">Stops asking.</param>
    public async Task RunAsync(long project, string? former, CancellationToken token)
    {
        var rows = await access.Client.Webhooks.ListAsync(project, token);
        if (!rows.IsSuccess)
        {
            report.Fail(Subject, rows.Problem.Message, "See the log of Label Studio.");
            return;
        }

        var settings = Settings;
        var row = rows.Value.FirstOrDefault(row => BackendAddress.Same(row.Url, settings.Url))
            ?? rows.Value.FirstOrDefault(row => row.Url.TrimEnd('/') == $"{former?.TrimEnd('/')}/webhook");
        var fits = row is not null && settings.Fits(row);

        // The password in a header cannot be compared, so it is written again each time.
        if (fits && (settings.Headers.Count == 0 || options.ChangesNothing))
        {
            report.Webhook = row;
            report.Ok(Subject, $"{row!.Id} tells of annotations and tasks");
        }
        else if (options.ChangesNothing)
        {
            report.Webhook = row;
            report.Undone(Subject, Wrong(row, settings), "'noisylabels connect' makes or repairs it.");
        }
        else
        {
            await WriteAsync(project, row, settings, fits, token);
        }
    }

    private async Task WriteAsync(
        long project, WebhookRow? row, WebhookSettings settings, bool fits, CancellationToken token)
    {
        var written = row is null
            ? await access.Client.Webhooks.CreateAsync(project, settings, token)
            : await access.Client.Webhooks.ChangeAsync(project, row.Id, settings, token);
        if (written.IsSuccess)
        {
            report.Webhook = written.Value;
            report.Ok(
                Subject,
                $"{written.Value.Id} tells of annotations and tasks"
                + (fits ? "" : row is null ? " (made)" : $" (put right: {Wrong(row, settings)})"));
            return;
        }

        report.Fail(
            Subject,
            written.Problem.Kind is ApiProblemKind.AddressGuard
                ? "Label Studio refuses it because of its address, so the backend would learn of no annotation. "
                    + written.Problem.Message
                : written.Problem.Message,
            written.Problem switch
            {
                { Kind: ApiProblemKind.AddressGuard } => AddressGuardRemedy.Webhooks,
                { Message: var text } when text.Contains("valid URL", StringComparison.Ordinal) =>
                    "Give an address whose host has a dot in it with --backend.",
                { Kind: ApiProblemKind.Forbidden } => "Use the key of somebody who may change the project.",
                _ => "See the log of Label Studio.",
            });
    }

    private static string Wrong(WebhookRow? row, WebhookSettings settings) => row switch
    {
        null => "there is none, so the backend learns of no annotation",
        { IsActive: false } => "it is switched off",
        { SendsPayload: false } => "it sends no payload",
        { SendsForAllActions: true } =>
            "it sends all actions, which breaks the labels manager of Label Studio 1.23.2",
        _ when !BackendAddress.Same(row.Url, settings.Url) => $"it leads to {row.Url}",
        _ when !settings.Headers.Keys.Order().SequenceEqual(row.HeaderNames.Order()) =>
            "it does not carry the backend's password as it should",
        _ => "it does not send the actions that are needed",
    };
}
