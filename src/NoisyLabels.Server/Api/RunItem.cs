using System.Text.Json;
using NoisyLabels.Grains.Storage.Rows;

namespace NoisyLabels.Server.Api;

/// <summary>A training of a project.</summary>
internal sealed record RunItem(
    string Run,
    string Phase,
    string Reason,
    DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? ModelVersion,
    IReadOnlyList<string> Sentences)
{
    public static RunItem Of(RunRow run) => new(
        run.Run,
        run.Phase,
        run.Reason,
        DateTimeOffset.FromUnixTimeMilliseconds(run.RequestedAt),
        Moment(run.StartedAt),
        Moment(run.EndedAt),
        run.ModelVersion,
        JsonSerializer.Deserialize<string[]>(run.Sentences)!);

    private static DateTimeOffset? Moment(long? milliseconds) =>
        milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
