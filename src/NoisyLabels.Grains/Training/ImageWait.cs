using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;

namespace NoisyLabels.Grains.Training;

/// <summary>
/// Lets a training that was asked for right after an import wait for the images of the labelled tasks, as long as they
/// keep coming. Others come in their own time, and make a later version better.
/// </summary>
internal sealed class ImageWait(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    /// <summary>After this long without a new task or image the training makes do with what is there.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="OperationCanceledException">Cancelled meanwhile.</exception>
    public void ForLabelled(ProjectKey project, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        var (before, since) = ((0L, 0L), clock.GetTimestamp());
        while (true)
        {
            var counts = database.ReadAsync(session => TaskTable.CountImagesAsync(session, project))
                .GetAwaiter().GetResult();
            if (counts is { Tasks: > 0 } && counts.Seen == counts.Labelled)
            {
                return;
            }

            if ((counts.Tasks, counts.Seen) != before)
            {
                (before, since) = ((counts.Tasks, counts.Seen), clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(since) > Patience)
            {
                return;
            }

            progress.Report(new TrainingProgress("images", counts.Seen, counts.Labelled, null));
            cancellation.WaitHandle.WaitOne(Pulse);
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
