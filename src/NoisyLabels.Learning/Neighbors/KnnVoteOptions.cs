using System.ComponentModel.DataAnnotations;

namespace NoisyLabels.Learning.Neighbors;

/// <summary>How neighbours vote.</summary>
public sealed record KnnVoteOptions
{
    /// <summary>Nearest neighbours that vote; at most those of the graph vote. Null, the default: the number under
    /// which the given labels are most likely (<see cref="KnnVote.ChooseNeighbors"/>).</summary>
    [Range(1, 1000)]
    public int? Neighbors { get; init; }

    /// <summary>β of the weight exp(β · cosine): 0 lets all neighbours count alike, more favours the nearest. 5.
    /// </summary>
    [Range(0.0, 100.0)]
    public double Sharpness { get; init; } = 5;

    /// <summary>Votes that are spread evenly over all classes, so that none ends at probability 0; counted in
    /// neighbours. 1.</summary>
    [Range(1e-6, 1000.0)]
    public double Smoothing { get; init; } = 1;
}
