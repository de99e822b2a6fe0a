using NoisyLabels.Cli.Terminal;
using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Cli.ServerApi;

/// <summary>Follows a training in the server to its end, also past a restart of the server.</summary>
internal sealed class TrainingFollower(NoisyLabelsClient server, ProjectName project, Voice voice)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>A server that loads its models is back within this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private long _heardAt;
    private bool _isAway;

    /// <param name="afterFence">From the server's reply to the request: only an attempt with a higher fence counts.</param>
    /// <param name="progress">Takes the steps of the run.</param>
    /// <param name="token">Ends this method, not the training.</param>
    /// <returns>The first run to end that knows all that was known at the request.</returns>
    /// <exception cref="UserErrorException">The server knows of no run.</exception>
    /// <exception cref="NoisyLabelsUnreachableException">The server stays away.</exception>
    public async Task<RunStatus> FollowToEndAsync(
        long afterFence, IProgress<WorkProgress> progress, CancellationToken token)
    {
        _heardAt = voice.Console.Clock.GetTimestamp();
        while (true)
        {
            if (await StatusAsync(token) is { } status)
            {
                var now = status.Run ?? throw new UserErrorException(
                    "The server knows of no training of this project any more; look at the project's page.");
                if (IsEnd(now, afterFence))
                {
                    return now;
                }

                if (now.Progress is { } at)
                {
                    progress.Report(new WorkProgress(at.Phase, at.Done, at.Total > 0 ? at.Total : null, "steps"));
                }
            }

            await Task.Delay(Interval, voice.Console.Clock, token);
        }
    }

    /// <summary>Cancelling a run also cancels the run that was to follow it.</summary>
    private static bool IsEnd(RunStatus run, long afterFence) => run.Phase switch
    {
        RunPhase.Queued or RunPhase.Running => false,
        RunPhase.Cancelled => true,
        _ => run.Fence > afterFence,
    };

    /// <returns>Null while the server is away.</returns>
    private async Task<ProjectStatus?> StatusAsync(CancellationToken token)
    {
        var clock = voice.Console.Clock;
        try
        {
            var status = await server.GetStatusAsync(project, token);
            (_heardAt, _isAway) = (clock.GetTimestamp(), false);
            return status;
        }
        catch (NoisyLabelsUnreachableException) when (clock.GetElapsedTime(_heardAt) < Patience)
        {
            if (!_isAway)
            {
                voice.Remark("The server is away; waiting for it.");
            }

            _isAway = true;
            return null;
        }
    }
}
