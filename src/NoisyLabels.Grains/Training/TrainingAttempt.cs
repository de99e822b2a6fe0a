using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;

namespace NoisyLabels.Grains.Training;

/// <summary>One training that runs on this silo. Safe for many threads.</summary>
/// <param name="stopping">The silo stops.</param>
internal sealed class TrainingAttempt(TrainingTicket ticket, CancellationToken stopping)
    : IProgress<TrainingProgress>, IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private readonly Lock _lock = new();
    private volatile TrainingProgress _latest = new("starting", 0, 0, null);
    private bool _isOver;

    public TrainingTicket Ticket => ticket;

    public RunClaim Claim { get; } = new(ticket.Project, ticket.Run, ticket.Fence);

    public TrainingProgress Latest => _latest;

    public CancellationToken Cancellation => _stop.Token;

    public void Report(TrainingProgress value) => _latest = value;

    /// <summary>Does nothing once the training is over.</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                _stop.Cancel();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            _stop.Dispose();
        }
    }
}
