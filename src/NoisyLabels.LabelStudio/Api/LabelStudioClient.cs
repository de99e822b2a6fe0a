using System.Text.Json;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api;

/// <summary>
/// Talks to one Label Studio. Whatever it answers, or does not, becomes an <see cref="ApiResult{T}"/>, not an
/// exception.
/// </summary>
public sealed class LabelStudioClient
{
    private readonly Connection _connection;

    internal LabelStudioClient(Connection connection)
    {
        _connection = connection;
        Users = new UserCalls(connection);
        Projects = new ProjectCalls(connection);
        Tasks = new TaskCalls(connection);
        Imports = new ImportCalls(connection);
        Storages = new StorageCalls(connection);
        Exports = new ExportCalls(connection);
        Annotations = new AnnotationCalls(connection);
        Predictions = new PredictionCalls(connection);
        Backends = new BackendCalls(connection);
        Webhooks = new WebhookCalls(connection);
    }

    public UserCalls Users { get; }

    public ProjectCalls Projects { get; }

    public TaskCalls Tasks { get; }

    public ImportCalls Imports { get; }

    public StorageCalls Storages { get; }

    public ExportCalls Exports { get; }

    public AnnotationCalls Annotations { get; }

    public PredictionCalls Predictions { get; }

    public BackendCalls Backends { get; }

    public WebhookCalls Webhooks { get; }

    /// <summary>Asks without a key whether there is a Label Studio, and which.</summary>
    public Task<ApiResult<LabelStudioVersion>> ReadVersionAsync(CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Get("api/version") with { IsOpen = true }, LabelStudioVersion.Read, cancellation);
}

/// <param name="Release">For example <c>1.23.2</c>.</param>
/// <param name="Edition"><c>Community</c> or <c>Enterprise</c>; empty where it does not say.</param>
public sealed record LabelStudioVersion(string Release, string Edition)
{
    internal static LabelStudioVersion? Read(JsonElement version) =>
        version.Text("release") is { } release
            ? new LabelStudioVersion(release, version.Text("edition") ?? "")
            : null;
}
