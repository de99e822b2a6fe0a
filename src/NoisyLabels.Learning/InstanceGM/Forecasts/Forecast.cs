using System.Globalization;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.InstanceGM.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Forecasts;

/// <summary>What a training will need, told before it begins.</summary>
/// <param name="Duration">
/// By the time of a few images through a classifier, on this machine as busy as it is now.
/// </param>
/// <param name="Bytes">Memory for images, networks and the values of the largest step.</param>
internal sealed record Forecast(TimeSpan Duration, long Bytes)
{
    private const int ProbeRows = 16;
    private const int BytesOfFloat = 4;

    /// <summary>Weights, gradients, and momentum; Adam keeps two.</summary>
    private const int CopiesOfClassifier = 3;
    private const int CopiesOfVae = 4;

    /// <summary>Like "about 13 minutes".</summary>
    public string DurationInWords => Duration.TotalMinutes switch
    {
        <= 1 => "about a minute",
        < 90 => $"about {Math.Round(Duration.TotalMinutes).ToString(CultureInfo.InvariantCulture)} minutes",
        _ => $"about {Text(Duration.TotalHours)} hours",
    };

    public static Forecast Of(TrainingSet data, InstanceGmOptions options, TimeProvider time)
    {
        var plan = NetworkPlan.Of(data, options);
        var passes = new WorkModel(options, plan, data.Count).Epochs(0, labelledShare: 1);
        return new(SecondsOfPass(plan, options.Seed, time) * passes, Memory(data, options, plan));
    }

    /// <param name="available">Bytes of memory that the process may use.</param>
    /// <exception cref="UserErrorException">More hours than allowed, or more memory than there is.</exception>
    public void RequireSane(double mostHours, long available)
    {
        if (Bytes > available)
        {
            throw new UserErrorException(
                $"InstanceGM would need about {Gigabytes(Bytes)} GB of memory, and there are {Gigabytes(available)} GB. "
                + "Lower ImageSize (--train-size), ClassifierWidth (--width) or BatchSize.");
        }

        if (Duration.TotalHours > mostHours)
        {
            throw new UserErrorException(
                $"InstanceGM would take about {Text(Duration.TotalHours)} hours here, and the limit is {Text(mostHours)}. "
                + "Use the preset light, lower ImageSize (--train-size), ClassifierWidth (--width) or Epochs (--epochs), or raise "
                + "MostHours (--max-hours).");
        }
    }

    // The second of two steps counts: the first makes the library's workspace.
    private static TimeSpan SecondsOfPass(NetworkPlan plan, int seed, TimeProvider time)
    {
        var device = ComputeDevice.Best;
        using var classifier = plan.Classifier(new RandomStreams(seed).SeedOf(RandomStreams.Purpose.Probe));
        classifier.to(device);
        Step();
        var started = time.GetTimestamp();
        Step();
        return time.GetElapsedTime(started) / (3 * ProbeRows);

        void Step()
        {
            using var scope = NewDisposeScope();
            var sum = classifier.call(zeros(plan.Shape.Batch(ProbeRows), device: device)).sum();
            sum.backward();
            sum.item<float>(); // a GPU has done the work only now
        }
    }

    private static long Memory(TrainingSet data, InstanceGmOptions options, NetworkPlan plan)
    {
        var rows = Math.Max(
            TrainingContext.Rows(options.WarmupBatchSize, data.Count),
            2 * options.Views * TrainingContext.Rows(options.BatchSize, data.Count)
            + (options.WithoutVae ? 0 : TrainingContext.Rows(options.VaeBatchSize, data.Count)));
        var weights = CopiesOfClassifier * NetworkCost.ClassifierParameters(plan)
            + CopiesOfVae * NetworkCost.VaeParameters(plan);
        var judgements = (2.0 * data.Classes + 4) * data.Count;
        var floats = 2 * weights + rows * NetworkCost.ClassifierValues(plan) + judgements;
        return data.Inputs.Bytes + (long)(BytesOfFloat * floats);
    }

    private static string Gigabytes(long bytes) => Text(bytes / 1e9);

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
