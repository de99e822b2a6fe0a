using System.Text.Json;

namespace NoisyLabels.Benchmarks.Server;

/// <summary>What the server says of a project.</summary>
/// <param name="Images">Tasks whose images have features.</param>
/// <param name="Phase">Of its training that is waiting, running or ended last; empty before the first.</param>
internal sealed record ProjectView(long Images, string Phase, bool HasNews)
{
    public bool IsTraining => Phase == "running";

    public bool IsIdle => Phase is not ("running" or "queued");

    public bool IsQuiet => !HasNews && IsIdle;

    public static ProjectView Of(JsonElement status) => new(
        status.GetProperty("images").GetInt64(),
        status.TryGetProperty("run", out var run) ? run.GetProperty("phase").GetString()! : "",
        status.GetProperty("has_news").GetBoolean());
}
