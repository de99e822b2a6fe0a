using Microsoft.Extensions.Time.Testing;
using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Training;

namespace NoisyLabels.Learning.Tests.InstanceGM.Training;

public sealed class StepClockTests
{
    private static readonly InstanceGmOptions TwoEpochs =
        InstanceGmOptions.Light with { Epochs = 2, WarmupEpochs = 2, WarmupBatchSize = 100, WithoutVae = true };

    // 100 images a fold: one step of an epoch learns 100 of them and costs 300 passes; a look at 100 comes last.
    private readonly WorkModel _work = new(TwoEpochs, new(new(0, 1), new(0, 3), default), images: 200);
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void The_time_left_is_that_of_the_work_left_at_the_pace_so_far()
    {
        var steps = new StepClock(_work, _clock, progress: null);

        Take(steps, passes: 300, seconds: 3);
        Take(steps, passes: 300, seconds: 3);

        Assert.Equal(800, _work.Epochs(1, 1));
        Assert.Equal(8, steps.Remaining(1, 1).TotalSeconds, 1e-6);
    }

    [Fact]
    public void The_first_step_which_makes_the_workspace_does_not_count_for_the_pace()
    {
        var steps = new StepClock(_work, _clock, progress: null);

        Take(steps, passes: 300, seconds: 9);
        Take(steps, passes: 300, seconds: 3);

        Assert.Equal(8, steps.Remaining(1, 1).TotalSeconds, 1e-6);
    }

    [Fact]
    public void A_single_step_is_all_there_is_to_go_by()
    {
        var steps = new StepClock(_work, _clock, progress: null);
        Assert.Equal(TimeSpan.Zero, steps.Remaining(1, 1));

        Take(steps, passes: 300, seconds: 3);

        Assert.Equal(8, steps.Remaining(1, 1).TotalSeconds, 1e-6);
    }

    [Fact]
    public void What_an_earlier_process_did_counts_as_done_but_not_for_the_pace()
    {
        var reports = new List<WorkProgress>();
        var steps = new StepClock(_work, _clock, new Sink<WorkProgress>(reports));

        steps.SkipTo(1, 1);
        steps.BeginEpoch(1, _work.Epoch(1, 1), 1);
        Take(steps, passes: 300, seconds: 6);

        Assert.Equal(new WorkProgress("epoch 2", (long)_work.Epoch(0, 1) + 300, (long)_work.Epochs(0, 1), "image passes"), reports[^1]);
        Assert.Equal(TimeSpan.Zero, steps.Remaining(2, 1));
    }

    private void Take(StepClock steps, double passes, double seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        steps.Advance(passes);
    }
}
