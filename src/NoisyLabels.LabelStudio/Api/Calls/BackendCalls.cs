using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>
/// The ML backends of a project. Each of these makes Label Studio call /health and /setup of the backend before it
/// answers.
/// </summary>
public sealed class BackendCalls
{
    private readonly Connection _connection;

    internal BackendCalls(Connection connection) => _connection = connection;

    /// <summary>In the order in which Label Studio asks them: only the first predicts.</summary>
    public Task<ApiResult<IReadOnlyList<BackendRow>>> ListAsync(
        long project, CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Get($"api/ml?project={project}") with { IsLong = true },
            answer => Rows.Read(answer, BackendRow.Read),
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
            ["is_interactive"] = settings.IsInteractive,
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
