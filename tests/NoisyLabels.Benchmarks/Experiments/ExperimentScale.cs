using NoisyLabels.Learning.InstanceGM;

namespace NoisyLabels.Benchmarks.Experiments;

/// <summary>How large the experiments are: all arms of one have the same networks, batches and images.</summary>
/// <param name="InWords">What a reader must know of it.</param>
/// <param name="OnFeatures">Heads on the default backbone's features, not networks on pixels.</param>
/// <param name="Images">Training images of ten classes.</param>
/// <param name="TestImages">Images with right labels to measure accuracy on.</param>
/// <param name="Light">The preset light at this size, on ten classes.</param>
/// <param name="FewClasses">Classes of the experiments with the whole method.</param>
/// <param name="FewImages">Training images of those.</param>
/// <param name="Flipped">Share of their labels that is flipped.</param>
/// <param name="Whole">The whole method at this size, on few classes.</param>
internal sealed record ExperimentScale(
    string Name,
    string InWords,
    bool OnFeatures,
    int Images,
    int TestImages,
    InstanceGmOptions Light,
    int FewClasses,
    int FewImages,
    double Flipped,
    InstanceGmOptions Whole)
{
    private static ExperimentScale Features { get; } = new(
        "features",
        "One hidden layer over the features of the default backbone, as `--method instancegm-features` trains: 128 values wide, "
        + "30 epochs of light and of the whole method (the paper: 300), λ_u whole after 4 epochs (16).",
        OnFeatures: true,
        Images: 3000,
        TestImages: 1000,
        InstanceGmOptions.LightOnFeatures,
        FewClasses: 4,
        FewImages: 1500,
        Flipped: 0.2,
        InstanceGmOptions.LightOnFeatures with
        {
            Views = 2,
            GuessesFromEvaluation = false,
            PredictionMemory = 0,
            VaeBatchSize = 128,
        });

    private static ExperimentScale Small { get; } = new(
        "small",
        "PreActResNet-18 of width 8 (the paper: 64) on images of 32 pixels, batches of 16 (64), 24 epochs (300), "
        + "λ_u = 5 (25), whole after 4 epochs (16); for the whole method and its parts a learning rate of 0.005 (0.02), as much "
        + "smaller as the batch: chosen on other draws, where λ_u = 25 within 80 steps undid what the warm-up had learned. It is "
        + "what two cores do in an hour, and far from what the paper trains.",
        OnFeatures: false,
        Images: 1000,
        TestImages: 1000,
        InstanceGmOptions.Light with
        {
            ClassifierWidth = 8,
            Epochs = 24,
            LearningRateDropEpoch = 20,
            BatchSize = 16,
            WarmupBatchSize = 32,
            VaeBatchSize = 16,
        },
        FewClasses: 4,
        FewImages: 1000,
        Flipped: 0.2,
        InstanceGmOptions.Paper with
        {
            ClassifierWidth = 8,
            VaeWidth = 8,
            Epochs = 24,
            WarmupEpochs = 10,
            RampEpochs = 4,
            LearningRate = 0.005,
            LearningRateDropEpoch = 20,
            BatchSize = 16,
            WarmupBatchSize = 32,
            VaeBatchSize = 32,
            UnlabelledWeight = 5,
        });

    private static ExperimentScale Full { get; } = new(
        "full",
        "As the paper trains, on all images at hand: PreActResNet-18 of width 64, 32 pixels, 300 epochs. For a GPU.",
        OnFeatures: false,
        Images: 10_000,
        TestImages: 2000,
        InstanceGmOptions.Light with { ClassifierWidth = 64, Epochs = 100, LearningRateDropEpoch = 80 },
        FewClasses: 4,
        FewImages: 4000,
        Flipped: 0.2,
        InstanceGmOptions.Paper);

    /// <summary>
    /// The whole method with the predecessor's learning rate, weights and defects, at the size of this scale.
    /// </summary>
    public InstanceGmOptions Predecessor => InstanceGmOptions.Predecessor with
    {
        ClassifierWidth = Whole.ClassifierWidth,
        VaeWidth = Whole.VaeWidth,
        Epochs = Whole.Epochs,
        // The plugin's tenth of a learning rate needs a long warm-up: a short one would be a defect that it does not have.
        WarmupEpochs = Math.Max(Whole.WarmupEpochs, InstanceGmOptions.Light.WarmupEpochs),
        RampEpochs = Whole.RampEpochs,
        BatchSize = Whole.BatchSize,
        WarmupBatchSize = Whole.WarmupBatchSize,
        VaeBatchSize = Whole.VaeBatchSize,
    };

    public static ExperimentScale Named(string name) => name switch
    {
        "features" => Features,
        "small" => Small,
        "full" => Full,
        _ => throw new ArgumentException($"No such scale: {name}. There are features, small and full."),
    };
}
