using System.Globalization;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.InstanceGM.Training;

namespace NoisyLabels.Learning.InstanceGM.Forecasts;

/// <summary>What a training will need, told before it begins.</summary>
/// <param name="Duration">
/// By the time of a few calls of the networks, on this machine as busy as it is now.
/// </param>
/// <param name="Bytes">Memory for images, networks and the values of the largest step.</param>
internal sealed record Forecast(TimeSpan Duration, long Bytes)
{
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

    public static Forecast Of(TrainingSet data, InstanceGmOptions options, NetworkProbe probe) => new(
        TimeSpan.FromSeconds(
            probe.SecondsOfPass * new WorkModel(options, probe.Costs, data.Count).Epochs(0, WorkModel.UsualShare)),
        Memory(data, options, NetworkPlan.Of(data, options)));

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
