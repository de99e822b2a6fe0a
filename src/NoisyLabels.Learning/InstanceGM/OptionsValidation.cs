using System.Globalization;

namespace NoisyLabels.Learning.InstanceGM;

/// <summary>Checks every setting and names all that are wrong at once.</summary>
internal static class OptionsValidation
{
    /// <exception cref="UserErrorException">Settings are out of range; the message lists all of them.</exception>
    public static void Validate(InstanceGmOptions options)
    {
        var errors = Errors(options).ToList();
        if (errors.Count > 0)
        {
            throw new UserErrorException($"InstanceGM cannot run with these settings: {string.Join(" ", errors)}");
        }
    }

    /// <summary>One sentence for each setting that is out of range.</summary>
    public static IEnumerable<string> Errors(InstanceGmOptions o) => new[]
    {
        Within(nameof(o.ImageSize), o.ImageSize, 8, 512),
        Within(nameof(o.ClassifierWidth), o.ClassifierWidth, 1, 512),
        Within(nameof(o.VaeWidth), o.VaeWidth, 1, 256),
        Within(nameof(o.Latents), o.Latents, 1, 1024),
        Within(nameof(o.Epochs), o.Epochs, 1, 10_000),
        Within(nameof(o.WarmupEpochs), o.WarmupEpochs, 1, 10_000),
        o.WarmupEpochs > o.Epochs ? $"WarmupEpochs is {o.WarmupEpochs}; it must be at most Epochs, {o.Epochs}." : null,
        Within(nameof(o.RampEpochs), o.RampEpochs, 0, 1000),
        Within(nameof(o.BatchSize), o.BatchSize, 2, 4096),
        Within(nameof(o.WarmupBatchSize), o.WarmupBatchSize, 2, 8192),
        Within(nameof(o.VaeBatchSize), o.VaeBatchSize, 2, 8192),
        AboveZero(nameof(o.LearningRate), o.LearningRate, 10),
        BelowOne(nameof(o.Momentum), o.Momentum),
        Within(nameof(o.WeightDecay), o.WeightDecay, 0, 1),
        Within(nameof(o.LearningRateDropEpoch), o.LearningRateDropEpoch, 1, 10_000),
        AboveZero(nameof(o.VaeLearningRate), o.VaeLearningRate, 1),
        AboveZero(nameof(o.MixUpAlpha), o.MixUpAlpha, 100),
        Within(nameof(o.UnlabelledWeight), o.UnlabelledWeight, 0, 1000),
        AboveZero(nameof(o.SharpeningTemperature), o.SharpeningTemperature, 1),
        BelowOne(nameof(o.CleanThreshold), o.CleanThreshold),
        AboveZero(nameof(o.GumbelTemperature), o.GumbelTemperature, 100),
        Within(nameof(o.ReconstructionWeight), o.ReconstructionWeight, 0, 1000),
        Within(nameof(o.NoisyLabelWeight), o.NoisyLabelWeight ?? 0, 0, 1000),
        Within(nameof(o.CleanLabelWeight), o.CleanLabelWeight ?? 0, 0, 1000),
        Within(nameof(o.LatentDivergenceWeight), o.LatentDivergenceWeight ?? 0, 0, 1000),
        Within(nameof(o.Views), o.Views, 1, 2),
        BelowOne(nameof(o.PredictionMemory), o.PredictionMemory),
        Within(nameof(o.Folds), o.Folds, 1, 2),
        (o.Defects & ~PredecessorDefects.All) != 0 ? $"Defects is {(int)o.Defects}, which names no defect." : null,
        AboveZero(nameof(o.MaxHours), o.MaxHours, 10_000),
    }.OfType<string>();

    // NaN is in no range.
    private static string? Within(string name, double value, double least, double most) =>
        value >= least && value <= most ? null : Sentence(name, value, $"from {Text(least)} to {Text(most)}");

    private static string? AboveZero(string name, double value, double most) =>
        value > 0 && value <= most ? null : Sentence(name, value, $"above 0 and at most {Text(most)}");

    private static string? BelowOne(string name, double value) =>
        value is >= 0 and < 1 ? null : Sentence(name, value, "from 0 to below 1");

    private static string Sentence(string name, double value, string range) =>
        $"{name} is {Text(value)}; it must be {range}.";

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
