using System.Security.Cryptography;
using System.Text;

namespace NoisyLabels.Datasets.Results.Issues;

/// <summary>One image's row of <c>issues.csv</c>; null is an empty cell. Probabilities are 0 to 1.</summary>
public sealed record IssueRow
{
    /// <summary>Path below the dataset's root, forward slashes.</summary>
    public required string FileName { get; init; }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of <see cref="FileName"/>.</summary>
    public string SampleId =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FileName)).AsSpan(0, 8));

    public string? Split { get; init; }

    public required string GivenLabel { get; init; }

    /// <summary>The most probable class; may be the given one.</summary>
    public required string PredictedLabel { get; init; }

    public required bool IsLabelIssue { get; init; }

    /// <summary>Probability that the given label is right; high is good.</summary>
    public required double? LabelQuality { get; init; }

    /// <summary>The same number, for Datalab's habits.</summary>
    public double? LabelScore => LabelQuality;

    /// <summary>1 - label quality, for FiftyOne's habits; high is bad.</summary>
    public double? Mistakenness => 1 - LabelQuality;

    /// <summary>The most probable class other than the given one; null with one class.</summary>
    public string? SuggestedLabel { get; init; }

    public double? SuggestedLabelConfidence { get; init; }

    public bool? IsOutlierIssue { get; init; }

    public double? OutlierScore { get; init; }

    public bool? IsNearDuplicateIssue { get; init; }

    public double? NearDuplicateScore { get; init; }

    public long? NearDuplicateSet { get; init; }

    public required bool IsAmbiguous { get; init; }

    public long? NumAnnotations { get; init; }

    public double? AnnotatorAgreement { get; init; }

    public string? ConsensusLabel { get; init; }

    public double? ConsensusQualityScore { get; init; }

    public string? ReviewState { get; init; }

    public string? CorrectedLabel { get; init; }

    public string? ReviewedBy { get; init; }

    public DateTime? ReviewedAt { get; init; }

    public string? ModelVersion { get; init; }

    public long? LabelStudioTaskId { get; init; }
}
