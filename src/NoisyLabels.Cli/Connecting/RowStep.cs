using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Problems;

namespace NoisyLabels.Cli.Connecting;

/// <summary>The project's row of our server: found, made, or put right; never a second one.</summary>
internal sealed class RowStep(LabelStudioAccess access, ConnectOptions options, ConnectReport report)
{
    private const string Subject = "backend row";

    private BackendCalls Backends => access.Client.Backends;

    private string Url => BackendAddress.Written(options.Backend);

    private BackendSettings Settings => new(options.Backend, options.Name)
    {
        Description = "Learns from labels that may be wrong, and points at them.",
        User = options.User,
        Password = options.Password,
    };

    /// <returns>The row as it is now; null where there is none.</returns>
    public async Task<BackendRow?> RunAsync(long project, CancellationToken token)
    {
        if (await ListAsync(project, token) is not { } rows)
        {
            return null;
        }

        var ours = rows.FirstOrDefault(row => BackendAddress.Same(row.Url, options.Backend))
            ?? rows.FirstOrDefault(row => row.Title == options.Name);
        if (ours is null && options.ChangesNothing)
        {
            report.Undone(Subject, $"project {project} has none for {Url}", "'noisylabels connect' registers it.");
            return null;
        }

        var row = ours is null ? await CreateAsync(project, token) : await RepairAsync(project, ours, token);
        if (row is not null)
        {
            State(row);
            Others(await ListAsync(project, token) ?? rows, row);
        }

        return row;
    }

    private async Task<IReadOnlyList<BackendRow>?> ListAsync(long project, CancellationToken token)
    {
        var rows = await Backends.ListAsync(project, token);
        if (!rows.IsSuccess)
        {
            report.Fail(Subject, rows.Problem.Message, "See the log of Label Studio.");
        }

        return rows.Value;
    }

    private async Task<BackendRow?> CreateAsync(long project, CancellationToken token)
    {
        var made = await Backends.CreateAsync(project, Settings, token);
        if (made.IsSuccess)
        {
            report.Ok(Subject, $"registered {made.Value.Id} for {Url}");
            return made.Value;
        }

        // After some refusals the row is there all the same, and a second try would make a second one.
        var saved = (await ListAsync(project, token))?
            .FirstOrDefault(row => BackendAddress.Same(row.Url, options.Backend));
        if (saved is not null)
        {
            report.Ok(Subject, $"registered {saved.Id} for {Url}, although Label Studio answered with a refusal");
            return saved;
        }

        report.Fail(Subject, made.Problem.Message, Remedy(made.Problem));
        return null;
    }

    private async Task<BackendRow?> RepairAsync(long project, BackendRow row, CancellationToken token)
    {
        var isMoved = !BackendAddress.Same(row.Url, options.Backend);
        var isOpen = row.HasBasicAuth == (options.User is not null);
        if (!isMoved && isOpen && row.Title == options.Name && (options.User is null || options.ChangesNothing))
        {
            report.Ok(Subject, $"{row.Id} for {Url}");
            return row;
        }

        var wrong = isMoved ? $"row {row.Id} leads to {row.Url}, not to {Url}"
            : !isOpen ? $"row {row.Id} has {(row.HasBasicAuth ? "a" : "no")} user name and password"
            : $"row {row.Id} has the title \"{row.Title}\"";
        if (options.ChangesNothing)
        {
            report.Undone(Subject, wrong, "'noisylabels connect' puts it right.");
            return isMoved ? null : row;
        }

        var changed = await Backends.ChangeAsync(project, row.Id, Settings, token);
        if (!changed.IsSuccess)
        {
            report.Fail(Subject, $"{wrong}. {changed.Problem.Message}", Remedy(changed.Problem));
            return null;
        }

        var wasRight = isOpen && !isMoved && row.Title == options.Name;
        report.Ok(Subject, wasRight ? $"{row.Id} for {Url}" : $"{wrong}: put right");
        return changed.Value;
    }

    private void State(BackendRow row)
    {
        const string direction = "Label Studio → backend";
        if (row.State is "CO" or "PR" or "TR")
        {
            report.Ok(direction, "connected");
        }
        else if (row.State == "ER")
        {
            report.Fail(direction, $"it fails: {row.ErrorMessage ?? "no reason given"}", "See the log of the backend.");
        }
        else
        {
            report.Fail(
                direction,
                "disconnected: Label Studio cannot reach the backend, or its address guard keeps it from trying",
                "An address that works here may lead elsewhere from Label Studio (localhost inside a container): give "
                + $"one that works there with --backend. If it is right: {AddressGuardRemedy.Backends}");
        }
    }

    private void Others(IReadOnlyList<BackendRow> rows, BackendRow row)
    {
        if (rows.Count(other => BackendAddress.Same(other.Url, options.Backend)) > 1)
        {
            report.Warn(
                Subject, "the project has several rows for this address", "Delete all but one on its Model page.");
        }

        if (rows.Count > 0 && rows[0].Id != row.Id)
        {
            report.Warn(
                Subject,
                $"Label Studio asks only the first backend of a project, \"{rows[0].Title}\" ({rows[0].Url})",
                "Delete that one on the Model page if NoisyLabels is to predict.");
        }
    }

    private static string Remedy(ApiProblem problem) => problem switch
    {
        { Kind: ApiProblemKind.AddressGuard } => AddressGuardRemedy.Backends,
        { Kind: ApiProblemKind.Forbidden } => "Use the key of somebody who may change the project.",
        { Message: var text } when text.Contains("resolve hostname", StringComparison.OrdinalIgnoreCase) =>
            "Give an address that Label Studio's machine knows with --backend.",
        { Message: var text } when text.Contains("authentication parameters", StringComparison.Ordinal) =>
            "The backend asks for a user and a password: give them with --user and --password.",
        { Message: var text } when text.Contains("health check failed", StringComparison.Ordinal) =>
            "From Label Studio's machine nothing answers there (localhost inside a container is the container): give "
            + "an address that works there with --backend, and let the server listen on it "
            + "(serve --urls http://0.0.0.0:9090).",
        _ => "See the logs of Label Studio and of the backend.",
    };
}
