using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.InstanceGM.Training;

public sealed class TrainingRunTests
{
    private static readonly InstanceGmOptions Tiny = TwoBrightnesses.TinyOptions;

    public TrainingRunTests()
    {
        TorchRuntime.EnsureLoaded();
        set_num_threads(1); // networks this small lose time with more
    }

    public static TheoryData<string> Variants => [.. OptionsOf.Keys];

    private static Dictionary<string, InstanceGmOptions> OptionsOf { get; } = new()
    {
        ["paper"] = Tiny,
        ["both learn from all"] = Tiny with { Folds = 1 },
        ["light"] = Tiny with { Views = 1, GuessesFromEvaluation = true, PredictionMemory = 0.7, VaeBatchSize = 4 },
        ["without VAE"] = Tiny with { WithoutVae = true },
        ["noisy head sees input"] = Tiny with { NoisyHeadSeesInput = true },
        ["predecessor"] = Tiny with { Folds = 1, Defects = PredecessorDefects.All },
    };

    [Fact]
    public void Images_with_planted_wrong_labels_are_told_apart_by_what_they_show()
    {
        var predicted = Predictions(TwoBrightnesses.Make(64), Tiny with { Epochs = 16, WarmupEpochs = 10, LearningRate = 0.02 });

        Assert.InRange(Enumerable.Range(0, 64).Count(i => predicted[i] != i % 2), 0, 3);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Every_variant_finds_the_planted_labels_over_features(string name)
    {
        var predicted = Predictions(TwoBrightnesses.AsFeatures(64), OptionsOf[name]);

        Assert.InRange(Enumerable.Range(0, 64).Count(i => predicted[i] != i % 2), 0, 3);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_to_the_bit_and_another_seed_others()
    {
        var data = TwoBrightnesses.Make(16);
        var options = Tiny with { Epochs = 2, WarmupEpochs = 1, ClassifierWidth = 2 };

        Assert.Equal(PredProbs(data, options).Values, PredProbs(data, options).Values);
        Assert.NotEqual(PredProbs(data, options).Values, PredProbs(data, options with { Seed = 1 }).Values);
    }

    [Fact]
    public void Probabilities_are_rows_that_sum_to_one()
    {
        var predProbs = PredProbs(TwoBrightnesses.AsFeatures(24), Tiny with { Epochs = 2, WarmupEpochs = 1 });

        Assert.All(Enumerable.Range(0, 24), i => Assert.Equal(1, predProbs.Row(i)[0] + predProbs.Row(i)[1], 1e-5));
    }

    [Fact]
    public void Every_epoch_reports_its_losses_and_the_time_that_is_left()
    {
        var reports = new List<EpochReport>();
        var work = new List<WorkProgress>();
        using var run = new TrainingRun(
            TwoBrightnesses.AsFeatures(32), Tiny with { Epochs = 4, WarmupEpochs = 2 }, new(new Sink<WorkProgress>(work), new Sink<EpochReport>(reports)));
        run.Train(TestContext.Current.CancellationToken);

        Assert.Equal([1, 2, 3, 4], reports.Select(r => r.Epoch));
        Assert.Equal([true, true, false, false], reports.Select(r => r.IsWarmup));
        Assert.All(reports, r => Assert.True(double.IsFinite(r.LossesA.Total) && double.IsFinite(r.LossesB.Total)));
        Assert.All(reports[2..], r => Assert.True(r.LossesA.Reconstruction < 1 && r.LossesA.LatentDivergence >= 0));
        Assert.All(reports[..2], r => Assert.Equal(DivisionRule.None, r.Rule));
        Assert.All(reports[..3], r => Assert.True(r.Remaining > TimeSpan.Zero));
        Assert.Equal(TimeSpan.Zero, reports[3].Remaining);
        Assert.Equal(work.Select(w => w.Done).Order(), work.Select(w => w.Done));
        Assert.Equal(work[^1].Total, work[^1].Done);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_the_run_with_the_network_and_the_step()
    {
        using var run = new TrainingRun(TwoBrightnesses.Make(24), Tiny);
        using (no_grad())
        {
            run.Networks.B.Classifier.parameters().First().fill_(float.NaN);
        }

        var error = Assert.Throws<UserErrorException>(() => run.Train(TestContext.Current.CancellationToken));

        Assert.Equal(
            "Training stopped: the loss of network B became NaN in epoch 1, step 1. Lower LearningRate (or VaeLearningRate) and start again.",
            error.Message);
    }

    [Fact]
    public void Cancelling_stops_between_two_batches()
    {
        using var cancelling = new CancellationTokenSource();
        var steps = 0;
        var progress = new Callback<WorkProgress>(_ =>
        {
            if (++steps == 3)
            {
                cancelling.Cancel();
            }
        });
        using var run = new TrainingRun(TwoBrightnesses.AsFeatures(64), Tiny, new(progress));

        Assert.ThrowsAny<OperationCanceledException>(() => run.Train(cancelling.Token));
        Assert.Equal(3, steps);
    }

    [Fact]
    public void A_hundred_epochs_leave_no_tensors_behind()
    {
        var live = new List<long>();
        var watch = new Callback<EpochReport>(_ => live.Add(TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount));
        using var run = new TrainingRun(
            TwoBrightnesses.AsFeatures(8), Tiny with { Epochs = 100, WarmupEpochs = 2, BatchSize = 4 }, new(Epochs: watch));

        run.Train(TestContext.Current.CancellationToken);

        // The third epoch makes the first gradients and momenta of the VAE.
        Assert.Single(live[3..].Distinct());
    }

    [Fact]
    public void Labels_that_are_all_equal_are_refused_in_words()
    {
        var data = TwoBrightnesses.Make(8) with { Given = new int[8] };

        Assert.StartsWith("All images have the same label", Assert.Throws<UserErrorException>(() => new TrainingRun(data, Tiny)).Message);
    }

    [Fact]
    public void A_class_with_one_image_and_more_classes_than_a_batch_has_rows_train()
    {
        var data = TwoBrightnesses.AsFeatures(20) with { Given = [.. Enumerable.Range(0, 20).Select(i => Math.Min(i, 15))], Classes = 18 };

        var predProbs = PredProbs(data, Tiny with { Epochs = 2, WarmupEpochs = 1, BatchSize = 2 });

        Assert.All(predProbs.Values, p => Assert.True(float.IsFinite(p)));
    }

    private static int[] Predictions(TrainingSet data, InstanceGmOptions options)
    {
        var predProbs = PredProbs(data, options);
        return [.. Enumerable.Range(0, data.Count).Select(i => predProbs.Row(i)[0] > predProbs.Row(i)[1] ? 0 : 1)];
    }

    private static FloatMatrix PredProbs(TrainingSet data, InstanceGmOptions options)
    {
        using var run = new TrainingRun(data, options);
        return run.Train(TestContext.Current.CancellationToken);
    }

    private sealed class Callback<T>(Action<T> action) : IProgress<T>
    {
        public void Report(T value) => action(value);
    }
}
