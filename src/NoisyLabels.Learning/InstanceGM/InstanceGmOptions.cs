using System.Text.Json.Serialization;

namespace NoisyLabels.Learning.InstanceGM;

/// <summary>
/// Hyper-parameters of InstanceGM with the defaults of the paper (Garg et al. 2023) and of DivideMix, on which it
/// builds (Li et al. 2020). The symbols are those of README.md beside this file.
/// </summary>
public sealed record InstanceGmOptions
{
    /// <summary>What the paper ran on CIFAR: 300 epochs, learning rate 0.02. For a GPU.</summary>
    public static InstanceGmOptions Paper { get; } = new();

    /// <summary>
    /// What the Python plugin ran, with its defects: 25 epochs, learning rate 0.002. To compare with.
    /// </summary>
    public static InstanceGmOptions Predecessor { get; } = new()
    {
        Epochs = 25,
        LearningRate = 0.002,
        Folds = 1,
        LatentDivergenceWeight = 3e-4,
        CleanLabelWeight = 1e-5,
        Defects = PredecessorDefects.All,
    };

    /// <summary>
    /// For a CPU: a narrow network, guesses from the evaluation that every epoch makes anyway, one view, and a weight of
    /// what is guessed that does not undo the warm-up within the few steps of a small set.
    /// </summary>
    public static InstanceGmOptions Light { get; } = new()
    {
        Epochs = 30,
        WarmupEpochs = 8,
        RampEpochs = 4,
        LearningRateDropEpoch = 24,
        ClassifierWidth = 16,
        VaeWidth = 8,
        Views = 1,
        GuessesFromEvaluation = true,
        PredictionMemory = 0.7,
        VaeBatchSize = 32,
        NoisyLabelWeight = null,
        UnlabelledWeight = 5,
    };

    /// <summary>
    /// The preset light for frozen features: a head over them has learned what there is after three epochs, and
    /// learns the wrong labels by heart in the next.
    /// </summary>
    public static InstanceGmOptions LightOnFeatures { get; } = Light with
    {
        WarmupEpochs = 3,
        LearningRateDropEpoch = 6,
    };

    /// <summary>
    /// Side in pixels of the squares that images are shrunk to. The default is 32, CIFAR's; 8 to 512.
    /// </summary>
    public int ImageSize { get; init; } = 32;

    /// <summary>
    /// Channels of the first layer of PreActResNet-18; over frozen features, an eighth of the hidden layer.
    /// The default is 64, the published network; 1 to 512.
    /// </summary>
    public int ClassifierWidth { get; init; } = 64;

    /// <summary>
    /// Channels of the first convolution of the VAE; over frozen features, an eighth of the hidden layers.
    /// The default is 32, CausalNL's; 1 to 256.
    /// </summary>
    public int VaeWidth { get; init; } = 32;

    /// <summary>D, numbers in z. The default is 25, the paper's on CIFAR; 1 to 1,024.</summary>
    public int Latents { get; init; } = 25;

    /// <summary>All epochs, warm-up included. The default is 300, the paper's on CIFAR; 1 to 10,000.</summary>
    public int Epochs { get; init; } = 300;

    /// <summary>
    /// Epochs of plain cross-entropy on all given labels. The default is 10, the paper's for 10 classes (30 for 100);
    /// 1 to <see cref="Epochs"/>.
    /// </summary>
    public int WarmupEpochs { get; init; } = 10;

    /// <summary>Epochs after the warm-up until λ_u is whole. The default is 16, DivideMix's; 0 to 1,000.</summary>
    public double RampEpochs { get; init; } = 16;

    /// <summary>
    /// B, labelled images in a step, and as many unlabelled ones. The default is 64, DivideMix's; 2 to 4,096.
    /// </summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Images in a step of the warm-up. The default is 128, DivideMix's; 2 to 8,192.</summary>
    public int WarmupBatchSize { get; init; } = 128;

    /// <summary>Images of the whole noisy set in a step's ELBO. The default is 128, the paper's; 2 to 8,192.</summary>
    public int VaeBatchSize { get; init; } = 128;

    /// <summary>Learning rate of the classifiers (SGD). The default is 0.02, DivideMix's; above 0, to 10.</summary>
    public double LearningRate { get; init; } = 0.02;

    /// <summary>Momentum of the classifiers' SGD. The default is 0.9, DivideMix's; 0 to below 1.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>L2 penalty of the classifiers' weights. The default is 0.0005, DivideMix's; 0 to 1.</summary>
    public double WeightDecay { get; init; } = 5e-4;

    /// <summary>Epoch from which the learning rate is a tenth. The default is 150, DivideMix's; 1 to 10,000.</summary>
    public int LearningRateDropEpoch { get; init; } = 150;

    /// <summary>
    /// Learning rate of the VAE (Adam, β 0.9 and 0.999). The default is 0.001, CausalNL's; above 0, to 1.
    /// </summary>
    public double VaeLearningRate { get; init; } = 1e-3;

    /// <summary>
    /// α of Beta(α, α), from which the weight of MixUp is drawn. The default is 4, DivideMix's; above 0, to 100.
    /// </summary>
    public double MixUpAlpha { get; init; } = 4;

    /// <summary>λ_u, most that the unlabelled loss counts for. The default is 25, DivideMix's; 0 to 1,000.</summary>
    public double UnlabelledWeight { get; init; } = 25;

    /// <summary>T, sharpening temperature of guesses. The default is 0.5, DivideMix's; above 0, to 1.</summary>
    public double SharpeningTemperature { get; init; } = 0.5;

    /// <summary>
    /// τ, least clean probability of an image that keeps its label. The default is 0.5, DivideMix's; 0 to below 1.
    /// </summary>
    public double CleanThreshold { get; init; } = 0.5;

    /// <summary>Temperature of the Gumbel-softmax. The default is 1, the paper's; above 0, to 100.</summary>
    public double GumbelTemperature { get; init; } = 1;

    /// <summary>
    /// Weight of −log p(x | z, y), a mean over all values. The default is 1, the paper's; 0 to 1,000.
    /// </summary>
    public double ReconstructionWeight { get; init; } = 1;

    /// <summary>
    /// Weight of −log p(ỹ | x, y). The default is 1, the paper's code; null is 1 / values of an input, as the bound has it;
    /// 0 to 1,000.
    /// </summary>
    public double? NoisyLabelWeight { get; init; } = 1;

    /// <summary>
    /// Weight of KL(q(y | x) ‖ uniform). The default is null: 1 / values of an input, as the reconstruction is a mean
    /// over them, which keeps the terms of the bound in proportion; 0 to 1,000.
    /// </summary>
    public double? CleanLabelWeight { get; init; }

    /// <summary>Weight of KL(q(z | x, y) ‖ N(0, I)). The default is null: 1 / values of an input; 0 to 1,000.</summary>
    public double? LatentDivergenceWeight { get; init; }

    /// <summary>
    /// p(ỹ | x, y) sees the image, as the graph has it, and not its reconstruction, as the published code. The default
    /// is false.
    /// </summary>
    public bool NoisyHeadSeesInput { get; init; }

    /// <summary>Train the classifiers without the ELBO: plain DivideMix. The default is false.</summary>
    public bool WithoutVae { get; init; }

    /// <summary>Random views of an image in a step. The default is 2, DivideMix's; 1 or 2.</summary>
    public int Views { get; init; } = 2;

    /// <summary>
    /// Take the guesses from the predictions of the last evaluation, not from four forward passes in each step.
    /// The default is false, as the paper; true costs a third of the time.
    /// </summary>
    public bool GuessesFromEvaluation { get; init; }

    /// <summary>
    /// Share of the past in the running mean of predictions over epochs; guesses and results are taken from the mean.
    /// The default is 0, the last epoch alone, as the paper; 0 to below 1.
    /// </summary>
    public double PredictionMemory { get; init; }

    /// <summary>
    /// 2: each network learns from one half of the images and judges the other, so that every probability is out of
    /// sample. 1: both learn from all, as the paper. The default is 2.
    /// </summary>
    public int Folds { get; init; } = 2;

    /// <summary>What of the published implementations to emulate. The default is none of it.</summary>
    public PredecessorDefects Defects { get; init; }

    /// <summary>
    /// Convolutions of the classifiers in bfloat16, all else in float32. The default is null: on a GPU, not on a processor.
    /// </summary>
    public bool? MixedPrecision { get; init; }

    /// <summary>
    /// The same seed gives the same numbers on the same machine with as many threads. The default is 0.
    /// </summary>
    public int Seed { get; init; }

    /// <summary>
    /// Hours that a run may be forecast to take before it is refused. The default is 72; above 0, to 10,000.
    /// </summary>
    [JsonPropertyName("MostHours")] // as checkpoints have it: another name would be another setting
    public double MaxHours { get; init; } = 72;

    /// <summary>Names of the presets, the default of the command line first.</summary>
    public static IReadOnlyList<string> Presets { get; } = ["light", "paper", "predecessor"];

    /// <summary>
    /// The same schedule over another number of epochs: warm-up, ramp and drop of the learning rate keep their shares.
    /// </summary>
    public InstanceGmOptions WithEpochs(int epochs)
    {
        return this with
        {
            Epochs = epochs,
            WarmupEpochs = Math.Clamp(Scaled(WarmupEpochs), 1, Math.Max(1, epochs)),
            RampEpochs = RampEpochs * epochs / Epochs,
            LearningRateDropEpoch = Math.Max(1, Scaled(LearningRateDropEpoch)),
        };

        int Scaled(int epoch) => (int)Math.Round((double)epoch * epochs / Epochs);
    }

    /// <summary>The preset of that name: paper, predecessor or light.</summary>
    /// <param name="onFeatures">For a head over frozen features, not for networks on pixels.</param>
    /// <exception cref="UserErrorException">There is no such preset; the message lists those there are.</exception>
    public static InstanceGmOptions Preset(string name, bool onFeatures = false) => name switch
    {
        "paper" => Paper,
        "predecessor" => Predecessor,
        "light" => onFeatures ? LightOnFeatures : Light,
        _ => throw new UserErrorException(
            $"There is no preset '{name}' of InstanceGM. Choose one of: paper, predecessor, light."),
    };

    internal bool Emulates(PredecessorDefects defect) => Defects.HasFlag(defect);
}
