using System.Runtime.InteropServices;
using NoisyLabels.Learning.InstanceGM.Training;

namespace NoisyLabels.Learning.Tests.InstanceGM.Training;

public sealed class TrainingStoppedTests
{
    [Theory]
    [InlineData("CUDA error: device-side assert triggered\nCompile with …", "The GPU cannot be used any more")]
    [InlineData("CUDA out of memory. Tried to allocate 2.00 GiB", "The memory did not suffice")]
    [InlineData("[enforce fail] DefaultCPUAllocator: can't allocate memory", "The memory did not suffice")]
    [InlineData("Something else.", "Start again")]
    public void A_device_that_fails_in_the_middle_stops_the_run_in_words(string failure, string remedy)
    {
        var progress = new Failing(failure);
        using var run = new TrainingRun(
            TwoBrightnesses.AsFeatures(16), TwoBrightnesses.TinyOptions, new(progress, SaveAfterEpoch: _ => { }));

        var error = Assert.Throws<UserErrorException>(() => run.Train(TestContext.Current.CancellationToken));

        Assert.StartsWith($"Training stopped in epoch 1: {failure.Split('\n')[0].TrimEnd('.')}. ", error.Message, StringComparison.Ordinal);
        Assert.Contains("The last good checkpoint is kept.", error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private sealed class Failing(string message) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => throw new LibtorchError(message);
    }

    private sealed class LibtorchError(string message) : ExternalException(message);
}
