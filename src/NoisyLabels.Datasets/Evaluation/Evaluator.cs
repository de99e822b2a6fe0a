using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Datasets.Evaluation;

/// <summary>Judges found label issues by the truth.</summary>
public static class Evaluator
{
    /// <summary>
    /// Computes all figures with percentile bootstrap intervals (Efron 1979): the images are drawn anew, with
    /// repetition, and an interval holds the middle of the figures that come out.
    /// </summary>
    /// <exception cref="ArgumentException">The input is not consistent.</exception>
    public static EvaluationReport Evaluate(EvaluationInput input, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        input.RequireConsistent();
        options ??= new();

        var images = input.TrueLabel.Length;
        var wrong = input.GivenLabel.Zip(input.TrueLabel).Count(pair => pair.First != pair.Second);
        var flagged = input.IsLabelIssue.Count(flag => flag);
        var sample = new SampleCounter(input, options.CalibrationBins);
        var measures = images > 0 ? sample.MeasureAll() : default;
        var resampled = Resample(sample, options);

        return new(
            images,
            wrong,
            flagged,
            resampled.Length,
            options.Confidence,
            options.Seed,
            [.. MetricDefinition.All.Select(definition => definition.ReasonAgainst(images, wrong, flagged) is { } reason
                ? new Metric(definition.Name, Value: null, Low: null, High: null, reason)
                : WithInterval(definition, measures, resampled, options.Confidence))]);
    }

    private static Measures[] Resample(SampleCounter sample, EvaluationOptions options)
    {
        var random = new Random(options.Seed);
        var resampled = new Measures[sample.Images > 0 ? options.Resamples : 0];
        for (var i = 0; i < resampled.Length; i++)
        {
            resampled[i] = sample.MeasureResample(random);
        }

        return resampled;
    }

    private static Metric WithInterval(
        MetricDefinition definition, Measures measures, Measures[] resampled, double confidence)
    {
        // A resample may by chance hold no wrong label at all; it says nothing about figures that need some.
        var values = resampled.Select(definition.Of).Where(value => !double.IsNaN(value)).Order().ToArray();
        return new(
            definition.Name,
            definition.Of(measures),
            values.Length > 0 ? Quantiles.OfSorted(values, (1 - confidence) / 2) : null,
            values.Length > 0 ? Quantiles.OfSorted(values, (1 + confidence) / 2) : null);
    }
}
