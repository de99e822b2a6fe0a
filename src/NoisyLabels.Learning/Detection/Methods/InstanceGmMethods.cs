using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Checkpoints;
using NoisyLabels.Learning.InstanceGM.Forecasts;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Numerics;
using TorchSharp;

namespace NoisyLabels.Learning.Detection.Methods;

/// <summary>InstanceGM on the images themselves: no backbone, and a training that takes minutes to days.</summary>
internal sealed class InstanceGmOnImages : IDetectionMethod
{
    public string Name => "instancegm";

    public string Description => "InstanceGM trained on the images themselves, without a backbone; slow without a GPU";

    public DetectionResult Detect(
        DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (input.Items.Count != input.Given.Length)
        {
            throw new ArgumentException("This method needs the images, not only their features.", nameof(input));
        }

        var options = input.InstanceGm ?? InstanceGmOptions.Light;
        OptionsValidation.Validate(options); // before the images are read in that size
        var images = DecodedSquares.Read(input.Items, options.ImageSize, progress, cancellation);
        return InstanceGmTraining.Train(Name, input, images, options, progress, cancellation);
    }
}

/// <summary>
/// InstanceGM where a backbone does the seeing: the classifier is one hidden layer over frozen features.
/// </summary>
internal sealed class InstanceGmOnFeatures : IDetectionMethod
{
    public string Name => "instancegm-features";

    public string Description =>
        "InstanceGM with a small head over the backbone's features, trained as twins on two halves";

    public DetectionResult Detect(
        DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        TorchRuntime.EnsureLoaded();
        var features = FrozenFeatures.Of(input.Features, input.FinalColumns);
        var threads = torch.get_num_threads();
        torch.set_num_threads(1); // steps this small only wait for each other's threads
        try
        {
            var options = input.InstanceGm ?? InstanceGmOptions.LightOnFeatures;
            return InstanceGmTraining.Train(Name, input, features, options, progress, cancellation);
        }
        finally
        {
            torch.set_num_threads(threads);
        }
    }
}

/// <summary>Trains InstanceGM and turns its out-of-fold probabilities into findings.</summary>
internal static class InstanceGmTraining
{
    /// <exception cref="UserErrorException">
    /// Too much time or memory, too few images, or a loss that became NaN.
    /// </exception>
    public static DetectionResult Train(
        string method,
        DetectionInput input,
        TrainingInputs inputs,
        InstanceGmOptions options,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        TorchRuntime.EnsureLoaded();
        var data = new TrainingSet(inputs, input.Given, input.Classes);
        var seeded = options with { Seed = input.Seed };
        OptionsValidation.Validate(seeded);

        // Memory first: the probe makes networks as wide as those of the training.
        MemoryForecast.Of(data, seeded).RequireWithin(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        var probe = NetworkProbe.Measure(NetworkPlan.Of(data, seeded), seeded, TimeProvider.System);
        var forecast = TimeForecast.Of(seeded, probe, data.Count);
        forecast.RequireWithin(seeded.MaxHours);
        progress?.Report(new($"training, {forecast.InWords}", 0, null, "image passes"));
        var predProbs = TrainFromCheckpoint(data, seeded, probe.Costs, input.CheckpointFolder, progress, cancellation, out var labelledShare);
        return Findings.Of(method, input.Given, predProbs) with
        {
            Facts = new Dictionary<string, object>
            {
                ["epochs"] = seeded.Epochs,
                ["classifier_width"] = seeded.ClassifierWidth,
                ["input_values"] = inputs.Shape.Values,
                ["warmup_epochs"] = seeded.WarmupEpochs,
                ["labelled_share"] = Math.Round(labelledShare, 4),
            },
            Device = ComputeDevice.Name,
        };
    }

    // The same run goes on from the checkpoint of an interrupted training; that of a finished one is of no use.
    private static FloatMatrix TrainFromCheckpoint(
        TrainingSet data,
        InstanceGmOptions options,
        PassCosts costs,
        string? folder,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation,
        out double labelledShare)
    {
        CheckpointFile? checkpoint = null;
        using var run = new TrainingRun(
            data, options, new(progress, SaveAfterEpoch: folder is null ? null : running => checkpoint!.Save(running)), costs);
        if (folder is not null)
        {
            checkpoint = CheckpointFile.For(run, folder);
            checkpoint.TryRestore(run);
        }

        var predProbs = run.Train(cancellation);
        labelledShare = run.State.LabelledShare;
        checkpoint?.Remove();
        return predProbs;
    }
}
