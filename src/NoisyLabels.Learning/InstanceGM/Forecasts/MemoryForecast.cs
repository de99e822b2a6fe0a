using System.Globalization;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.InstanceGM.Training;

namespace NoisyLabels.Learning.InstanceGM.Forecasts;

/// <summary>What memory a training will need, told before its networks are made.</summary>
/// <param name="Bytes">For images, networks and the values of the largest step.</param>
internal sealed record MemoryForecast(long Bytes)
{
    private const int BytesOfFloat = 4;

    /// <summary>Weights, gradients, and momentum; Adam keeps two.</summary>
    private const int CopiesOfClassifier = 3;
    private const int CopiesOfVae = 4;

    public static MemoryForecast Of(TrainingSet data, InstanceGmOptions options)
    {
        var plan = NetworkPlan.Of(data, options);
        var rows = Math.Max(
            TrainingContext.Rows(options.WarmupBatchSize, data.Count),
            2 * options.Views * TrainingContext.Rows(options.BatchSize, data.Count)
            + (options.WithoutVae ? 0 : TrainingContext.Rows(options.VaeBatchSize, data.Count)));
        var weights = CopiesOfClassifier * NetworkCost.ClassifierParameters(plan)
            + CopiesOfVae * NetworkCost.VaeParameters(plan);
        var judgements = (2.0 * data.Classes + 4) * data.Count;
        var floats = 2 * weights + rows * NetworkCost.ClassifierValues(plan) + judgements;
        return new(data.Inputs.Bytes + (long)(BytesOfFloat * floats));
    }

    /// <param name="available">Bytes of memory that the process may use.</param>
    /// <exception cref="UserErrorException">There is less.</exception>
    public void RequireWithin(long available)
    {
        if (Bytes > available)
        {
            throw new UserErrorException(
                $"InstanceGM would need about {Gigabytes(Bytes)} GB of memory, and there are {Gigabytes(available)} GB. "
                + "Lower ImageSize (--train-size), ClassifierWidth (--width) or BatchSize.");
        }
    }

    private static string Gigabytes(long bytes) => (bytes / 1e9).ToString("0.##", CultureInfo.InvariantCulture);
}
