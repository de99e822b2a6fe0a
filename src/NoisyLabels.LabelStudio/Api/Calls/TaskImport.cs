using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <param name="Tasks">How many were stored; null where Label Studio stores them later (Enterprise).</param>
/// <param name="Annotations">How many of their annotations.</param>
public sealed record TaskImport(long? Tasks, long? Annotations)
{
    internal static TaskImport? Read(JsonElement answer) =>
        answer.Whole("task_count") is { } tasks ? new TaskImport(tasks, answer.Whole("annotation_count"))
        : answer.Property("import") is not null ? new TaskImport(null, null)
        : null;
}
