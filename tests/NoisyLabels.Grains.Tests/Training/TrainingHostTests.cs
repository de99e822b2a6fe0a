using System.Collections.Concurrent;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Contracts.Training;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Tests.Projects;
using NoisyLabels.Grains.Training;
using NoisyLabels.Learning;

namespace NoisyLabels.Grains.Tests.Training;

public sealed class TrainingHostTests
{
    [Fact]
    public async Task A_storm_of_events_ends_in_one_or_two_trainings()
    {
        var work = new ScriptedWork();
        await using var silo = new TestSilo { Role = SiloRole.All, Work = work };
        await silo.InitializeAsync();
        var key = silo.NewKey();
        await Parallel.ForAsync(1, 501, TestContext.Current.CancellationToken, async (id, _) =>
            await silo.Project(key).Deliver(Events.Annotated(key, id, id, id % 2 == 0 ? "cat" : "dog")));
        var status = await Eventually.Is(
            silo.Project(key).GetStatus, status => status is { HasNews: false, Run.Phase: RunPhase.Succeeded });
        Assert.Equal(500, status.LabelledTasks);
        Assert.InRange(work.Tickets.Count, 1, 2);
        Assert.Equal($"noisylabels-v{work.Tickets.Count}", status.ModelVersion);
        var versions = await silo.Database.ReadAsync(session => VersionTable.ListAsync(session, key));
        Assert.Equal(work.Tickets.Count, versions.Count);
    }

    [Theory, InlineData(true, "Two classes are needed."), InlineData(false, "InvalidOperationException")]
    public async Task A_training_that_throws_fails_with_a_sentence_once(bool isUsers, string says)
    {
        var work = new ScriptedWork
        {
            Error = isUsers ? new UserErrorException("Two classes are needed.") : new InvalidOperationException("Oh."),
        };
        await using var silo = new TestSilo { Role = SiloRole.All, Work = work };
        await silo.InitializeAsync();
        var project = silo.Project(silo.NewKey());
        await project.RequestTraining(new TrainingRequest("A test", IsForced: true));
        var status = await Eventually.Is(project.GetStatus, status => status.Run?.Phase is RunPhase.Failed);
        Assert.Contains(says, Assert.Single(status.Run!.Sentences));
        await Eventually.Is(project.GetStatus, status => status.Journal.Any(line => line.Sentence.Contains(says)));

        // The slot is free again, and the next training is another project's.
        work.Error = null;
        var other = silo.Project(silo.NewKey());
        await other.RequestTraining(new TrainingRequest("A test", IsForced: true));
        await Eventually.Is(other.GetStatus, status => status.Run?.Phase is RunPhase.Succeeded);
        Assert.Equal(2, work.Tickets.Count);
    }

    [Fact]
    public async Task A_cancelled_training_stops_and_frees_its_slot()
    {
        var work = new ScriptedWork { Waits = true };
        await using var silo = new TestSilo { Role = SiloRole.All, Work = work };
        await silo.InitializeAsync();
        var project = silo.Project(silo.NewKey());
        await project.RequestTraining(new TrainingRequest("A test", IsForced: true));
        await Eventually.Is(project.GetStatus, status => status.Run?.Progress?.Phase == "learning");
        Assert.True(await project.CancelTraining());
        work.Waits = false;
        await project.RequestTraining(new TrainingRequest("A test", IsForced: true));
        await Eventually.Is(project.GetStatus, status => status.Run?.Phase is RunPhase.Succeeded);
        Assert.Equal(2, work.Tickets.Count);
        Assert.Equal("noisylabels-v1", (await project.GetStatus()).ModelVersion);
    }

    [Fact]
    public async Task A_training_that_the_silo_interrupts_goes_on_after_the_restart()
    {
        var work = new ScriptedWork { Waits = true };
        await using var silo = new TestSilo { Role = SiloRole.All, Work = work };
        await silo.InitializeAsync();
        var key = silo.NewKey();
        await silo.Project(key).Setup(new SetupCommand(Events.Config, null, "Pets"));
        await silo.Project(key).RequestTraining(new TrainingRequest("A test", IsForced: true));
        await Eventually.Is(() => Task.FromResult(work.Tickets.Count), count => count == 1);
        work.Waits = false;
        await silo.RestartAsync();
        var status = await Eventually.Is(
            silo.Project(key).GetStatus, status => status.Run?.Phase is RunPhase.Succeeded);
        Assert.Equal("noisylabels-v1", status.ModelVersion);
        Assert.Equal([1L, 2L], work.Tickets.Select(ticket => ticket.Fence));
    }

    /// <summary>A training that does as it is told.</summary>
    private sealed class ScriptedWork : ITrainingWork
    {
        public ConcurrentQueue<TrainingTicket> Tickets { get; } = [];

        public Exception? Error { get; set; }

        /// <summary>Until it is cancelled.</summary>
        public volatile bool Waits;

        public TrainingOutcome Run(
            TrainingTicket ticket, IProgress<TrainingProgress> progress, CancellationToken cancellation)
        {
            Tickets.Enqueue(ticket);
            progress.Report(new TrainingProgress("learning", 0, 1, null));
            if (Error is { } error)
            {
                throw error;
            }

            if (Waits)
            {
                cancellation.WaitHandle.WaitOne();
            }

            cancellation.ThrowIfCancellationRequested();
            return new TrainingOutcome { HasModel = true, IsNotWorse = true, Labelled = 20, Images = 20 };
        }
    }
}
