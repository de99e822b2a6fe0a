using System.Text.Json;

namespace NoisyLabels.Datasets.Evaluation;

/// <summary>How well wrong labels were found, measured against the truth.</summary>
/// <param name="Images">Images that were judged.</param>
/// <param name="WrongLabels">Images whose given label is not the true one.</param>
/// <param name="FlaggedImages">Images that were reported.</param>
/// <param name="Resamples">Bootstrap resamples behind the intervals.</param>
/// <param name="Confidence">Share of the resamples that an interval holds.</param>
/// <param name="Seed">Seed of the resamples.</param>
/// <param name="Metrics">The figures, in the order in which to show them.</param>
public sealed record EvaluationReport(
    int Images,
    int WrongLabels,
    int FlaggedImages,
    int Resamples,
    double Confidence,
    int Seed,
    IReadOnlyList<Metric> Metrics)
{
    private static readonly JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The figure of this name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Metric this[string name] => Metrics.First(metric => metric.Name == name);

    /// <summary>The report as JSON with names in snake case; what is not defined is null.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SnakeCase);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static EvaluationReport? FromJson(string json) =>
        JsonSerializer.Deserialize<EvaluationReport>(json, SnakeCase);
}

/// <summary>One figure of an evaluation with its bootstrap interval.</summary>
/// <param name="Name">What it is, in snake case: <c>average_precision</c>.</param>
/// <param name="Value">The figure on the images as they are; null where it is not defined.</param>
/// <param name="Low">Lower end of the interval; null where <paramref name="Value"/> is, or without resamples.</param>
/// <param name="High">Upper end of the interval; null where <paramref name="Low"/> is.</param>
/// <param name="Reason">Why the figure is not defined, as a sentence; null where it is.</param>
public sealed record Metric(string Name, double? Value, double? Low, double? High, string? Reason = null);
