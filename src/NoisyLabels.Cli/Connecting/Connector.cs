using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Cli.Connecting;

/// <summary>
/// Connects a project with our server, in the order in which one thing builds on another; a second run changes
/// nothing.
/// </summary>
internal sealed class Connector(LabelStudioAccess access, ConnectOptions options, TimeProvider clock)
{
    private const int Steps = 5;

    private readonly ConnectReport _report = new();

    public async Task<ConnectReport> RunAsync(IProgress<WorkProgress> progress, CancellationToken token)
    {
        void Done(int step) => progress.Report(new WorkProgress("checks", step, Steps, "checks"));

        if (!await InstanceCheck.RunAsync(access, _report, clock, token))
        {
            return _report;
        }

        Done(1);
        var project = options.NamesProject ? await ProjectAsync(token) : null;
        var isUp = await BackendProbe.RunAsync(options, project, access.Name, _report, token);
        Done(2);
        var hasGoodHost = HostCheck();
        if (project is null || !hasGoodHost || (!isUp && !options.ChangesNothing))
        {
            return _report;
        }

        await ConnectAsync(project, Done, token);
        return _report;
    }

    private async Task<ProjectRecord?> ProjectAsync(CancellationToken token)
    {
        try
        {
            var project = await ProjectFinder.FindAsync(access.Client, options.Project, options.ProjectTitle, token);
            _report.Project = project;
            ProjectCheck.Run(project, _report);
            return project;
        }
        catch (UserErrorException e)
        {
            _report.Fail("project", e.Message, "Give its number with --project, or its whole title with --title.");
            return null;
        }
    }

    private bool HostCheck()
    {
        if (BackendAddress.WebhookProblem(options.Backend) is not { } problem)
        {
            return true;
        }

        _report.Fail(
            "backend address",
            $"{problem}, so no annotation would ever be told",
            "Call the backend by a dotted name or a number: in Docker compose, give its service a network alias such "
            + "as noisylabels.internal, and use --backend http://noisylabels.internal:9090.");
        return false;
    }

    private async Task ConnectAsync(ProjectRecord project, Action<int> done, CancellationToken token)
    {
        var id = project.Uid.Id;
        var former = await FormerAsync(id, token);
        _report.Row = await new RowStep(access, options, _report).RunAsync(id, token);
        done(3);
        if (_report.Row is not null || options.ChangesNothing)
        {
            await new WebhookStep(access, options, _report).RunAsync(id, former, token);
        }

        if (_report.Row is { } row)
        {
            // Connecting may have set what is checked here.
            var now = await access.Client.Projects.GetAsync(id, token);
            await new ModelChoiceStep(access, options, _report).RunAsync(now.Value ?? project, row, token);
            done(4);
            await TestAsync(project, row, token);
        }

        await UploadCheck.RunAsync(access, project, _report, clock, token);
        done(Steps);
    }

    /// <summary>Where the row of our name leads to, before it is changed.</summary>
    private async Task<string?> FormerAsync(long project, CancellationToken token) =>
        (await access.Client.Backends.ListAsync(project, token)).Value?
            .FirstOrDefault(row => row.Title == options.Name)?.Url;

    /// <summary>The way there and back; Label Studio stores nothing of it, and 1.8.2 cannot do it.</summary>
    private async Task TestAsync(ProjectRecord project, BackendRow row, CancellationToken token)
    {
        const string subject = "test prediction";
        if (project.TaskCount is null or 0 || !row.IsConnected)
        {
            return;
        }

        var test = await access.Client.Backends.TestAsync(row.Id, token);
        if (test.Value is { } answer)
        {
            Judge(subject, answer);
        }
        else if (test.Problem!.Kind is not ApiProblemKind.NotFound)
        {
            _report.Warn(subject, test.Problem.Message, "See the log of the backend.");
        }
    }

    private void Judge(string subject, BackendTest answer)
    {
        if (answer.ErrorMessage is { } error)
        {
            _report.Warn(subject, error, "See the log of the backend.");
        }
        else
        {
            _report.Ok(subject, $"Label Studio asked for one of task {answer.TaskId} and got it");
        }
    }
}
