using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Forecasts;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;

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
        var forecast = Forecast.Of(data, seeded, TimeProvider.System);
        forecast.RequireSane(seeded.MostHours, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        progress?.Report(new($"training, {forecast.DurationInWords}", 0, null, "image passes"));
        using var run = new TrainingRun(data, seeded, new(progress));
        var predProbs = run.Run(cancellation);

        var joint = ConfidentJoint.Estimate(input.Given, PredProbs.Of(predProbs));
        var wrong = WorstByCount.Count(input.Given, predProbs, joint);
        var flagged = WorstByCount.Flag(input.Given, predProbs, wrong);
        return Findings.Of(method, input.Given, predProbs, joint, flagged, wrong) with
        {
            Facts = new Dictionary<string, object>
            {
                ["epochs"] = seeded.Epochs,
                ["warmup_epochs"] = seeded.WarmupEpochs,
                ["labelled_share"] = Math.Round(run.State.LabelledShare, 4),
            },
        };
    }
}
