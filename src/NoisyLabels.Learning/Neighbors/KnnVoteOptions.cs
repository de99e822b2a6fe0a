using System.ComponentModel.DataAnnotations;

namespace NoisyLabels.Learning.Neighbors;

/// <summary>How neighbours vote. The number of neighbours is that of the graph.</summary>
public sealed record KnnVoteOptions
{
    /// <summary>β of the weight exp(β · cosine): 0 lets all neighbours count alike, more favours the nearest.
    /// 5.</summary>
    [Range(0.0, 100.0)]
    public double Sharpness { get; init; } = 5;

    /// <summary>Votes that are spread evenly over all classes, so that none ends at probability 0; in neighbours.
    /// 1.</summary>
    [Range(1e-6, 1000.0)]
    public double Smoothing { get; init; } = 1;
}
