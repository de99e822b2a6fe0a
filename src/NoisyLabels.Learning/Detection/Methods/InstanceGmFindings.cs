using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Checkpoints;
using NoisyLabels.Learning.InstanceGM.Forecasts;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Detection.Methods;

/// <summary>Trains InstanceGM and turns its out-of-sample probabilities into findings.</summary>
internal static class InstanceGmFindings
{
    /// <exception cref="UserErrorException">
    /// Too much time or memory, too few images, or a loss that became NaN.
    /// </exception>
    public static DetectionResult Of(
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
        var probe = NetworkProbe.Of(NetworkPlan.Of(data, seeded), seeded, TimeProvider.System);
        var forecast = TimeForecast.Of(seeded, probe, data.Count);
        forecast.RequireWithin(seeded.MostHours);
        progress?.Report(new($"training, {forecast.InWords}", 0, null, "image passes"));
        var predProbs = Train(data, seeded, probe.Costs, input.CheckpointFolder, progress, cancellation, out var labelledShare);

        var joint = ConfidentJoint.Estimate(input.Given, PredProbs.Of(predProbs));
        var wrong = WorstByCount.Count(input.Given, predProbs, joint);
        var flagged = WorstByCount.Flag(input.Given, predProbs, wrong);
        return Findings.Of(method, input.Given, predProbs, joint, flagged, wrong) with
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

    // A finished training's checkpoint is of no use to anyone; an interrupted one's is where the same run goes on.
    private static FloatMatrix Train(
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

        var predProbs = run.Run(cancellation);
        labelledShare = run.State.LabelledShare;
        checkpoint?.Remove();
        return predProbs;
    }
}
