using System.Text.Json;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <param name="Total">Tasks of the whole project.</param>
/// <param name="Tasks">Those of this page.</param>
public sealed record TaskPage(long Total, IReadOnlyList<TaskRecord> Tasks)
{
    internal static TaskPage? Read(JsonElement answer) =>
        answer.Property("tasks") is { ValueKind: JsonValueKind.Array } && answer.Whole("total") is { } total
            ? new TaskPage(total, TaskRecord.ReadAll(answer, "tasks"))
            : null;
}
