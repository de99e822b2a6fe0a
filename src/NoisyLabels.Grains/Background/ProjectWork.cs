using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Images;
using NoisyLabels.Grains.Work;

namespace NoisyLabels.Grains.Background;

/// <summary>
/// Does for projects what takes longer than a grain's turn may: one project's work one after the other, some projects at
/// once. All of it can be repeated, so a wake that was lost with the process costs time only.
/// </summary>
internal sealed partial class ProjectWork(
    IGrainFactory grains,
    Reconciler reconciler,
    ImageCollector collector,
    VersionJudge judge,
    PredictionPublisher publisher,
    TimeProvider clock,
    ILogger<ProjectWork> logger) : BackgroundService, IProjectWork
{
    private const int ProjectsAtOnce = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<ProjectKey, ProjectTurn> _turns = new();
    private readonly Channel<ProjectKey> _ready = Channel.CreateUnbounded<ProjectKey>();

    public void Wake(ProjectKey project, WorkReasons reasons)
    {
        if (_turns.GetOrAdd(project, _ => new ProjectTurn()).Add(reasons))
        {
            _ready.Writer.TryWrite(project);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, ProjectsAtOnce).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var project in _ready.Reader.ReadAllAsync(stopping))
            {
                var turn = _turns[project];
                foreach (var reason in turn.Take())
                {
                    await DoAsync(project, turn, reason, stopping);
                }

                if (turn.End())
                {
                    _ready.Writer.TryWrite(project);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was not done is done after the next start.
        }
    }

    private async Task DoAsync(ProjectKey project, ProjectTurn turn, WorkReasons reason, CancellationToken stopping)
    {
        WorkResult result;
        try
        {
            result = reason switch
            {
                WorkReasons.Reconcile => await reconciler.RunAsync(project, stopping),
                WorkReasons.Images => await collector.RunAsync(project, stopping),
                WorkReasons.Judge => await judge.RunAsync(project, stopping),
                _ => await publisher.RunAsync(project, stopping),
            };
        }
        catch (UserErrorException e)
        {
            result = WorkResult.Failed(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            LogFailure(e, reason, project);
            result = WorkResult.Failed(
                $"Something unexpected went wrong ({e.GetType().Name}); the server's log says more.");
        }

        await EndAsync(project, turn, reason, result);
    }

    private async Task EndAsync(ProjectKey project, ProjectTurn turn, WorkReasons reason, WorkResult result)
    {
        var failures = turn.Count(reason, hasFailed: result.Problem is not null);
        if (result.Problem is { } problem)
        {
            if (turn.IsNews(reason, problem))
            {
                await NoteAsync(project, reason, JournalLevel.Error, problem);
            }
        }
        else if (result.RetryAfter is null && turn.IsOver(reason))
        {
            await NoteAsync(project, reason, JournalLevel.Event, $"{Named(reason)} works again.");
        }

        if (result.RetryAfter is { } pause)
        {
            pause = pause > TimeSpan.Zero ? pause : TimeSpan.FromTicks(
                Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(failures - 1, 10)));
            turn.Remind(reason, clock, pause, () => Wake(project, reason));
        }
    }

    private async Task NoteAsync(ProjectKey project, WorkReasons reason, JournalLevel level, string sentence)
    {
        try
        {
            await grains.GetGrain<IProjectGrain>(project.ToString()).Note(level, sentence);
        }
        catch (Exception e)
        {
            LogFailure(e, reason, project);
        }
    }

    private static string Named(WorkReasons reason) => reason switch
    {
        WorkReasons.Reconcile => "The comparison with Label Studio",
        WorkReasons.Images => "Fetching images",
        WorkReasons.Judge => "The model of the active version",
        _ => "Writing predictions into Label Studio",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason} of {Project} failed")]
    private partial void LogFailure(Exception exception, WorkReasons reason, ProjectKey project);
}
