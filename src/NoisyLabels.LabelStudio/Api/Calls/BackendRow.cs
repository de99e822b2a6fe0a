using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>An ML backend as a project of Label Studio knows it.</summary>
public sealed record BackendRow
{
    public required long Id { get; init; }

    public required string Url { get; init; }

    public string Title { get; init; } = "";

    /// <summary>
    /// <c>CO</c> connected, <c>DI</c> disconnected, <c>ER</c> error, <c>TR</c> training, <c>PR</c> predicting.
    /// </summary>
    public string State { get; init; } = "";

    /// <summary>Not shown by Label Studio; of a disconnected backend it may be an old one.</summary>
    public string? ErrorMessage { get; init; }

    public string? ModelVersion { get; init; }

    public bool IsInteractive { get; init; }

    public bool HasBasicAuth { get; init; }

    public bool IsConnected => State == "CO";

    internal static BackendRow? Read(JsonElement row) =>
        row.ValueKind is JsonValueKind.Object && row.Whole("id") is { } id && row.Text("url") is { } url
            ? new BackendRow
            {
                Id = id,
                Url = url,
                Title = row.Text("title") ?? "",
                State = row.Text("state") ?? "",
                ErrorMessage = row.Text("error_message"),
                ModelVersion = row.Text("model_version"),
                IsInteractive = row.Flag("is_interactive"),
                HasBasicAuth = row.Text("auth_method") == "BASIC_AUTH",
            }
            : null;
}
