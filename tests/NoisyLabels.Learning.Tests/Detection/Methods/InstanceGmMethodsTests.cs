using NoisyLabels.Datasets.Reading;
using NoisyLabels.Learning.Detection.Methods;
using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.Tests.InstanceGM;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Detection.Methods;

public sealed class InstanceGmMethodsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void On_images_every_one_is_judged_from_its_file_by_a_model_that_did_not_learn_its_label()
    {
        TinyImages.WriteFolderPerClass(_folder["set"], 12, "cats", "dogs");
        var dataset = DatasetReader.Read(_folder["set"]);
        var drawn = Gaussians.Draw(dataset.Items.Count, classes: 2, distance: 1, noise: 0);
        var input = drawn.Input with { Given = [.. dataset.Items.Select(i => i.GivenLabel)], Items = dataset.Items, InstanceGm = TwoBrightnesses.TinyOptions };

        var result = new InstanceGmOnImages().Detect(input, null, TestContext.Current.CancellationToken);

        Assert.Equal("instancegm", result.Method);
        Assert.Equal(dataset.Items.Count, result.PredProbs.Rows);
        Assert.Equal(TwoBrightnesses.TinyOptions.Epochs, result.Facts["epochs"]);
        Assert.All(result.LabelQuality, quality => Assert.InRange(quality, 0, 1));
    }

    [Fact]
    public void An_interrupted_training_goes_on_from_its_checkpoint_to_the_same_numbers_and_leaves_no_file()
    {
        var options = TwoBrightnesses.TinyOptions with { Epochs = 4, WarmupEpochs = 2 };
        var input = Gaussians.Draw(40, classes: 2, distance: 2, noise: 0.1).Input with { InstanceGm = options };
        var unbroken = new InstanceGmOnFeatures().Detect(input, null, TestContext.Current.CancellationToken);
        var folder = _folder["trainings"];
        using var cancelling = new CancellationTokenSource();
        var interrupt = new Callback(progress =>
        {
            if (progress.Phase == "epoch 3")
            {
                cancelling.Cancel();
            }
        });

        var kept = input with { CheckpointFolder = folder };
        Assert.ThrowsAny<OperationCanceledException>(() => new InstanceGmOnFeatures().Detect(kept, interrupt, cancelling.Token));
        Assert.Single(Directory.GetFiles(folder));
        var phases = new List<string>();
        var resumed = new InstanceGmOnFeatures().Detect(
            kept, new Callback(progress => phases.Add(progress.Phase)), TestContext.Current.CancellationToken);

        Assert.Equal(unbroken.PredProbs.Values, resumed.PredProbs.Values);
        Assert.DoesNotContain("epoch 1", phases);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Settings_out_of_range_are_all_named_before_anything_is_read()
    {
        var input = Gaussians.Draw(4, classes: 2, distance: 1, noise: 0).Input with
        {
            InstanceGm = TwoBrightnesses.TinyOptions with { Epochs = 0, ClassifierWidth = 0 },
        };

        var error = Assert.Throws<UserErrorException>(() =>
            new InstanceGmOnFeatures().Detect(input, null, TestContext.Current.CancellationToken));

        Assert.Contains("Epochs is 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("ClassifierWidth is 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_too_large_for_the_memory_are_refused_before_they_are_made()
    {
        TinyImages.WriteFolderPerClass(_folder["set"], 12, "cats", "dogs");
        var items = DatasetReader.Read(_folder["set"]).Items;
        var input = Gaussians.Draw(items.Count, classes: 2, distance: 1, noise: 0).Input with
        {
            Given = [.. items.Select(i => i.GivenLabel)],
            Items = items,
            InstanceGm = InstanceGmOptions.Paper with { ImageSize = 512, ClassifierWidth = 512, BatchSize = 1024 },
        };

        var error = Assert.Throws<UserErrorException>(() =>
            new InstanceGmOnImages().Detect(input, null, TestContext.Current.CancellationToken));

        Assert.Contains("GB of memory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_alone_are_not_enough_for_the_method_on_images() => Assert.Throws<ArgumentException>(() =>
        new InstanceGmOnImages().Detect(
            Gaussians.Draw(4, classes: 2, distance: 1, noise: 0).Input, null, TestContext.Current.CancellationToken));

    private sealed class Callback(Action<WorkProgress> action) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => action(value);
    }
}
