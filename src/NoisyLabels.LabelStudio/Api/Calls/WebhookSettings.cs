using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>How a webhook of this backend should be.</summary>
/// <param name="Url">
/// Ends in <c>/webhook</c>. Label Studio wants <c>localhost</c>, an address of numbers or a host name with a dot in it.
/// </param>
public sealed record WebhookSettings(Uri Url)
{
    /// <summary>
    /// Only what is of use here. A webhook for all actions breaks the labels manager of Label Studio 1.23.2.
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

    /// <summary>Whether the hook already is as it should be; the values of its headers are not compared.</summary>
    public bool Fits(WebhookRow row) =>
        row is { IsActive: true, SendsPayload: true, SendsForAllActions: false }
        && row.Url == Url.AbsoluteUri.TrimEnd('/')
        && Actions.Order().SequenceEqual(row.Actions.Order())
        && Headers.Keys.Order().SequenceEqual(row.HeaderNames.Order());
}
