using System.Text.Json;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>The webhooks of a project.</summary>
public sealed class WebhookCalls
{
    private readonly Connection _connection;

    internal WebhookCalls(Connection connection) => _connection = connection;

    public Task<ApiResult<IReadOnlyList<WebhookRow>>> ListAsync(
        long project, CancellationToken cancellation = default) =>
        _connection.ListAsync(
            Call.Get($"api/webhooks/?project={project}"), WebhookRow.Read, cancellation);

    public Task<ApiResult<WebhookRow>> CreateAsync(
        long project, WebhookSettings settings, CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Post($"api/webhooks/?project={project}", Body(project, settings)), WebhookRow.Read, cancellation);

    /// <summary>Sends all settings, because Label Studio empties the list of actions when it is left out.</summary>
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

/// <summary>What a webhook of this backend must be like.</summary>
/// <param name="Url">
/// Ends in <c>/webhook</c>. Label Studio wants <c>localhost</c>, an address of numbers or a host name with a dot in it.
/// </param>
public sealed record WebhookSettings(Uri Url)
{
    /// <summary>
    /// The actions that this backend uses. A webhook for all actions breaks the labels manager of Label Studio 1.23.2.
    /// </summary>
    public static IReadOnlyList<string> NeededActions { get; } =
    [
        "ANNOTATION_CREATED", "ANNOTATIONS_CREATED", "ANNOTATION_UPDATED", "ANNOTATIONS_DELETED", "PROJECT_UPDATED",
        "TASKS_CREATED", "TASKS_DELETED",
    ];

    public IReadOnlyList<string> Actions { get; init; } = NeededActions;

    /// <summary>
    /// Sent along with each event. Label Studio does not copy the backend's user name and password to its webhook.
    /// </summary>
    public IReadOnlyDictionary<string, Secret> Headers { get; init; } = new Dictionary<string, Secret>();

    /// <summary>Tells whether a webhook is like this already; the values of its headers are not compared.</summary>
    public bool Fits(WebhookRow row) =>
        row is { IsActive: true, SendsPayload: true, SendsForAllActions: false }
        && row.Url == Url.AbsoluteUri.TrimEnd('/')
        && Actions.Order().SequenceEqual(row.Actions.Order())
        && Headers.Keys.Order().SequenceEqual(row.HeaderNames.Order());
}

/// <summary>A webhook of a project.</summary>
public sealed record WebhookRow
{
    public required long Id { get; init; }

    public required string Url { get; init; }

    public bool IsActive { get; init; }

    public bool SendsPayload { get; init; }

    public bool SendsForAllActions { get; init; }

    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Names of the headers that it sends along; their values are secrets.</summary>
    public IReadOnlyList<string> HeaderNames { get; init; } = [];

    internal static WebhookRow? Read(JsonElement row) =>
        row.ValueKind is JsonValueKind.Object && row.Whole("id") is { } id && row.Text("url") is { } url
            ? new WebhookRow
            {
                Id = id,
                Url = url,
                IsActive = row.Flag("is_active"),
                SendsPayload = row.Flag("send_payload"),
                SendsForAllActions = row.Flag("send_for_all_actions"),
                Actions = [.. row.Items("actions").Select(action => action.Text()).OfType<string>()],
                HeaderNames = row.Property("headers") is { ValueKind: JsonValueKind.Object } headers
                    ? [.. headers.EnumerateObject().Select(header => header.Name)]
                    : [],
            }
            : null;
}
