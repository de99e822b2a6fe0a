using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <param name="TaskId">The task that was predicted.</param>
/// <param name="Status">Status code of the backend's answer.</param>
/// <param name="ErrorMessage">What went wrong; null when nothing did.</param>
public sealed record BackendTest(long? TaskId, long? Status, string? ErrorMessage)
{
    internal static BackendTest? Read(JsonElement answer) =>
        answer.ValueKind is JsonValueKind.Object
            ? new BackendTest(
                (answer.Property("task") ?? default).Whole(), answer.Whole("status"), answer.Text("error_message"))
            : null;
}
