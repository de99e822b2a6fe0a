using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Calls;

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
