using CsCheck;
using NoisyLabels.Datasets.Evaluation;

namespace NoisyLabels.Datasets.Tests.Evaluation;

/// <summary>Made-up verdicts on images of three classes, with many ties in their quality.</summary>
internal static class EvaluationCases
{
    public static EvaluationOptions NoIntervals { get; } = new() { Resamples = 0 };

    public static Gen<EvaluationInput> Any { get; } =
        from images in Gen.Int[1, 60]
        from quality in Gen.Int[0, 12].Array[images]
        from flags in Gen.Bool.Array[images]
        from given in Gen.Int[0, 2].Array[images]
        from truth in Gen.Int[0, 2].Array[images]
        from step in Gen.Int[1, 2].Array[images]
        select new EvaluationInput
        {
            LabelQuality = Array.ConvertAll(quality, q => q / 12.0),
            IsLabelIssue = flags,
            GivenLabel = given,
            SuggestedLabel = [.. given.Zip(step, (g, s) => (g + s) % 3)],
            TrueLabel = truth,
        };

    /// <summary>Verdicts on two classes: what is wrong, with what quality, and what is flagged.</summary>
    public static EvaluationInput Of(double[] quality, bool[] wrong, bool[]? flags = null) => new()
    {
        LabelQuality = quality,
        IsLabelIssue = flags ?? new bool[quality.Length],
        GivenLabel = new int[quality.Length],
        SuggestedLabel = Array.ConvertAll(quality, _ => 1),
        TrueLabel = Array.ConvertAll(wrong, w => w ? 1 : 0),
    };

    public static bool[] Wrong(EvaluationInput input) =>
        [.. input.GivenLabel.Zip(input.TrueLabel, (given, truth) => given != truth)];
}
