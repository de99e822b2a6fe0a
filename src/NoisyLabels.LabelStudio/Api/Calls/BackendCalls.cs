using System.Text.Json;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>
/// The ML backends of a project. Before it answers any of these calls, Label Studio calls /health and /setup of the
/// backend.
/// </summary>
public sealed class BackendCalls
{
    private readonly Connection _connection;

    internal BackendCalls(Connection connection) => _connection = connection;

    /// <summary>Lists them in the order in which Label Studio asks them; only the first predicts.</summary>
    public Task<ApiResult<IReadOnlyList<BackendRow>>> ListAsync(
        long project, CancellationToken cancellation = default) =>
        _connection.ListAsync(
            Call.Get($"api/ml?project={project}") with { IsLong = true },
            BackendRow.Read,
            cancellation);

    /// <summary>
    /// Connects a backend. After <see cref="ApiProblemKind.AddressGuard"/> the row may exist all the same, without
    /// its webhook: look before trying again, for a second try makes a second row.
    /// </summary>
    public Task<ApiResult<BackendRow>> CreateAsync(
        long project, BackendSettings settings, CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Post("api/ml", Body(project, settings)) with { IsLong = true }, BackendRow.Read, cancellation);

    public Task<ApiResult<BackendRow>> ChangeAsync(
        long project, long backend, BackendSettings settings, CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Patch($"api/ml/{backend}", Body(project, settings)) with { IsLong = true },
            BackendRow.Read,
            cancellation);

    /// <summary>Lets Label Studio ask the backend for a prediction of some task; nothing is stored.</summary>
    /// <returns>What the backend answered, as Label Studio shows it. Label Studio 1.8.2 has no such test.</returns>
    public Task<ApiResult<BackendTest>> TestAsync(long backend, CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Post($"api/ml/{backend}/predict/test?random=true", new object()) with { IsLong = true },
            BackendTest.Read,
            cancellation);

    private static Dictionary<string, object> Body(long project, BackendSettings settings)
    {
        var body = new Dictionary<string, object>
        {
            ["url"] = settings.Url.AbsoluteUri.TrimEnd('/'),
            ["project"] = project,
            ["title"] = settings.Title,
            ["description"] = settings.Description,
            ["is_interactive"] = false,
            ["auth_method"] = settings.User is null ? "NONE" : "BASIC_AUTH",
        };
        if (settings.User is { } user && settings.Password is { } password)
        {
            body["basic_auth_user"] = user;
            body["basic_auth_pass"] = password.Reveal();
        }

        return body;
    }
}

/// <summary>What Label Studio is told about this backend: all of it, even when one thing changes.</summary>
/// <param name="Url">The address under which Label Studio reaches this backend.</param>
/// <param name="Title">Shown on the Model page; it becomes the project's chosen model.</param>
public sealed record BackendSettings(Uri Url, string Title)
{
    public string Description { get; init; } = "";

    /// <summary>The user name that Label Studio must send; null for none.</summary>
    public string? User { get; init; }

    public Secret? Password { get; init; }
}

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

    /// <summary>Label Studio does not show it, and keeps an old one for a disconnected backend.</summary>
    public string? ErrorMessage { get; init; }

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
                HasBasicAuth = row.Text("auth_method") == "BASIC_AUTH",
            }
            : null;
}

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
