using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;

namespace NoisyLabels.LabelStudio.Api;

/// <summary>
/// What we ask of one Label Studio. Nothing here throws because of what it answers, or that it does not.
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

    /// <summary>Needs no key: is there a Label Studio, and which?</summary>
    public Task<ApiResult<LabelStudioVersion>> VersionAsync(CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Get("api/version") with { IsOpen = true }, LabelStudioVersion.Read, cancellation);
}
