using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>The webhooks of a project.</summary>
public sealed class WebhookCalls
{
    private readonly Connection _connection;

    internal WebhookCalls(Connection connection) => _connection = connection;

    public Task<ApiResult<IReadOnlyList<WebhookRow>>> ListAsync(
        long project, CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Get($"api/webhooks/?project={project}"), answer => Rows.Read(answer, WebhookRow.Read), cancellation);

    public Task<ApiResult<WebhookRow>> CreateAsync(
        long project, WebhookSettings settings, CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Post($"api/webhooks/?project={project}", Body(project, settings)), WebhookRow.Read, cancellation);

    /// <summary>Sends everything, for Label Studio empties the list of actions when it is left out.</summary>
    public Task<ApiResult<WebhookRow>> ChangeAsync(
        long project, long webhook, WebhookSettings settings, CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Patch($"api/webhooks/{webhook}/", Body(project, settings)), WebhookRow.Read, cancellation);

    private static object Body(long project, WebhookSettings settings) => new
    {
        Project = project,
        Url = settings.Url.AbsoluteUri.TrimEnd('/'),
        SendPayload = true,
        SendForAllActions = false,
        settings.Actions,
        Headers = settings.Headers.ToDictionary(header => header.Key, header => header.Value.Reveal()),
        IsActive = true,
    };
}
