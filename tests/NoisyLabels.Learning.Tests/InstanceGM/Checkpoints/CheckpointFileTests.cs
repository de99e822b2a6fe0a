using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Checkpoints;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.InstanceGM.Checkpoints;

public sealed class CheckpointFileTests : IDisposable
{
    private static readonly InstanceGmOptions Options = TwoBrightnesses.TinyOptions with
    {
        Epochs = 5,
        WarmupEpochs = 2,
        ClassifierWidth = 2,
        PredictionMemory = 0.5,
    };

    private readonly TemporaryFolder _folder = new();

    public CheckpointFileTests()
    {
        TorchRuntime.EnsureLoaded();
        TorchSharp.torch.set_num_threads(1); // networks this small lose time with more
    }

    private string FilePath => _folder["run/checkpoint.bin"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_run_that_goes_on_gives_the_numbers_of_an_unbroken_one_to_the_bit(int stopAfter)
    {
        var unbroken = Finish(Options, file: null);
        Interrupt(stopAfter);

        var resumed = Finish(Options, new(FilePath));

        Assert.Equal(unbroken, resumed);
    }

    [Fact]
    public void The_same_holds_for_images()
    {
        var (data, options) = (TwoBrightnesses.Make(8), Options with { Epochs = 3 });
        using var unbroken = new TrainingRun(data, options, new(SaveAfterEpoch: SaveSecond));
        var expected = unbroken.Train(TestContext.Current.CancellationToken).Values;
        using var resumed = new TrainingRun(data, options);
        Assert.True(new CheckpointFile(FilePath).TryRestore(resumed));
        Assert.Equal(2, resumed.State.Epoch);

        Assert.Equal(expected, resumed.Train(TestContext.Current.CancellationToken).Values);

        void SaveSecond(TrainingRun run)
        {
            if (run.State.Epoch == 2)
            {
                new CheckpointFile(FilePath).Save(run);
            }
        }
    }

    [Fact]
    public void A_finished_run_can_be_made_longer()
    {
        Interrupt(5);

        Assert.Equal(Finish(Options with { Epochs = 6 }, file: null), Finish(Options with { Epochs = 6 }, new(FilePath)));
    }

    [Fact]
    public void Without_a_file_the_run_begins()
    {
        using var run = new TrainingRun(Data(), Options);

        Assert.False(new CheckpointFile(FilePath).TryRestore(run));
        Assert.Equal(0, run.State.Epoch);
    }

    [Fact]
    public void A_file_that_is_cut_off_or_changed_is_named_as_such()
    {
        Interrupt(1);
        var whole = File.ReadAllBytes(FilePath);

        File.WriteAllBytes(FilePath, whole[..^100]);
        Assert.Contains("is cut off or was changed", RestoreError(Data(), Options), StringComparison.Ordinal);
        File.WriteAllBytes(FilePath, whole[..20]);
        Assert.Contains("is no checkpoint of InstanceGM, or it is cut off", RestoreError(Data(), Options), StringComparison.Ordinal);
        whole[whole.Length / 2] ^= 1;
        File.WriteAllBytes(FilePath, whole);
        Assert.Contains("is cut off or was changed", RestoreError(Data(), Options), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_version_is_named_with_its_number()
    {
        Interrupt(1);
        var content = File.ReadAllBytes(FilePath);
        content[8] = 99;
        File.WriteAllBytes(FilePath, content);

        Assert.Contains("is of version 99, and this program reads version 1", RestoreError(Data(), Options), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_dataset_or_other_settings_are_refused()
    {
        Interrupt(1);

        Assert.Contains("is of another dataset", RestoreError(TwoBrightnesses.AsFeatures(18), Options), StringComparison.Ordinal);
        Assert.Contains("other settings", RestoreError(Data(), Options with { LearningRate = 0.01 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_can_be_written_the_run_stops_in_words_and_the_last_checkpoint_stays()
    {
        Interrupt(1);
        var before = File.ReadAllBytes(FilePath);
        Directory.CreateDirectory(FilePath + ".tmp"); // no file can be created under this name
        using var run = new TrainingRun(Data(), Options);

        var error = Assert.Throws<UserErrorException>(() => new CheckpointFile(FilePath).Save(run));

        Assert.StartsWith("Training stopped after epoch 0, as its checkpoint cannot be written", error.Message);
        Assert.Equal(before, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void A_loss_that_is_no_number_leaves_the_last_good_checkpoint()
    {
        var file = new CheckpointFile(FilePath);
        using var run = new TrainingRun(Data(), Options with { LearningRate = 10, Momentum = 0.99 }, new(SaveAfterEpoch: Break));

        var error = Assert.Throws<UserErrorException>(() => run.Train(TestContext.Current.CancellationToken));

        Assert.Contains("The last good checkpoint is kept.", error.Message, StringComparison.Ordinal);
        using var again = new TrainingRun(Data(), Options with { LearningRate = 10, Momentum = 0.99 });
        Assert.True(file.TryRestore(again));
        Assert.Equal(1, again.State.Epoch);
        Assert.True(again.Networks.A.IsFinite());

        void Break(TrainingRun saved)
        {
            file.Save(saved);
            using var frozen = TorchSharp.torch.no_grad();
            saved.Networks.A.Classifier.parameters().First().fill_(float.PositiveInfinity);
        }
    }

    [Fact]
    public void No_partial_file_is_left()
    {
        Interrupt(1);

        Assert.Equal(["run/checkpoint.bin"], _folder.Files());
    }

    private static TrainingSet Data() => TwoBrightnesses.AsFeatures(16);

    private static float[] Finish(InstanceGmOptions options, CheckpointFile? file)
    {
        using var run = new TrainingRun(Data(), options);
        file?.TryRestore(run);
        return run.Train(TestContext.Current.CancellationToken).Values;
    }

    private void Interrupt(int afterEpoch)
    {
        var file = new CheckpointFile(FilePath);
        using var stopping = new CancellationTokenSource();
        using var run = new TrainingRun(Data(), Options, new(SaveAfterEpoch: Save));
        try
        {
            run.Train(stopping.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Equal(afterEpoch, run.State.Epoch);
        }

        void Save(TrainingRun saved)
        {
            file.Save(saved);
            if (saved.State.Epoch == afterEpoch)
            {
                stopping.Cancel();
            }
        }
    }

    private string RestoreError(TrainingSet data, InstanceGmOptions options)
    {
        using var run = new TrainingRun(data, options);
        return Assert.Throws<UserErrorException>(() => new CheckpointFile(FilePath).TryRestore(run)).Message;
    }
}
