using NoisyLabels.Learning.InstanceGM;

namespace NoisyLabels.Benchmarks.Experiments;

/// <summary>
/// X4 and X5: the whole method against its predecessor, and with parts of the ELBO left out or broken, on flipped
/// labels.
/// </summary>
internal sealed class WholeMethod(ExperimentScale scale, int seeds)
{
    private readonly Dictionary<InstanceGmOptions, TrialResult[]> _results = [];

    private string Setting =>
        $"{scale.FewImages} images of {scale.FewClasses} classes of CIFAR-10, {scale.Flipped:P0} of the labels flipped at random, "
        + $"{seeds} draws of images and flips.";

    public string AgainstPredecessor()
    {
        var (here, before) = (Results("whole", scale.Whole), Results("predecessor", scale.Predecessor));
        var table = new ResultTable(
            "training", "test accuracy", "AP", "F1", "corrections: precision", "recall", "right labels before → after", "a second look differs by");
        Add("here", here);
        Add("predecessor, emulated", before);
        if (scale.Whole.UnlabelledWeight != scale.Predecessor.UnlabelledWeight)
        {
            Add("the same with λ_u as here", Results(
                "predecessor, λ_u as here", scale.Predecessor with { UnlabelledWeight = scale.Whole.UnlabelledWeight }));
        }

        var accuracy = here.Average(r => r.TestAccuracy) - before.Average(r => r.TestAccuracy);
        var precision = here.Average(r => r.Detected.CorrectionPrecision) - before.Average(r => r.Detected.CorrectionPrecision);
        return Setting + " The predecessor has its own learning rate, weights and defects, and its results come from network A alone; "
            + $"networks, images, batches and epochs are the same; warm-up here {scale.Whole.WarmupEpochs} epochs, there "
            + $"{scale.Predecessor.WarmupEpochs}. To pass: accuracy and precision of the corrections both better.\n\n"
            + $"{table}\n{Verdict.Of(accuracy > 0 && precision > 0, $"{100 * accuracy:+0.0;−0.0} points of accuracy, {100 * precision:+0.0;−0.0} of precision")}";

        void Add(string name, TrialResult[] results) => table.Add(
            name,
            Spread(results.Select(r => r.TestAccuracy)),
            Spread(results.Select(r => r.Detected.AveragePrecision)),
            Spread(results.Select(r => r.Detected.F1)),
            Spread(results.Select(r => r.Detected.CorrectionPrecision)),
            Spread(results.Select(r => r.Detected.CorrectionRecall)),
            $"{results.Average(r => r.Detected.Before):F3} → {Spread(results.Select(r => r.Detected.After))}",
            results.Max(r => r.RepeatedDifference).ToString("F3", System.Globalization.CultureInfo.InvariantCulture));
    }

    public string Ablation()
    {
        var whole = Results("whole", scale.Whole);
        var without = Results("without the ELBO", scale.Whole with { WithoutVae = true });
        var squashed = Results("two sigmoids", scale.Whole with { Defects = PredecessorDefects.TwoSigmoids });
        var table = new ResultTable(
            "training", "test accuracy", "AP", "F1", "reconstruction", "KL of z", "CE of the given label", "CPU seconds");
        Add("whole", whole);
        Add("without the ELBO (DivideMix)", without);
        Add("noisy label weighs 1, as in the paper's code", Results("weight 1", scale.Whole with { NoisyLabelWeight = 1 }));
        Add("noisy label weighs 1 / values, as the bound has it", Results("bound", scale.Whole with { NoisyLabelWeight = null }));
        Add("ε uniform on [0, 1)", Results(
            "uniform noise", scale.Whole with { Defects = PredecessorDefects.UniformLatentNoise }));
        Add("x̂ squashed by two sigmoids", squashed);
        var accuracy = whole.Average(r => r.TestAccuracy) - without.Average(r => r.TestAccuracy);
        var precision = whole.Average(r => r.Detected.AveragePrecision) - without.Average(r => r.Detected.AveragePrecision);
        var better = whole.Average(r => r.Last.LossesA.Reconstruction) < squashed.Average(r => r.Last.LossesA.Reconstruction);
        return Setting + " The losses are network A's in the last epoch, means over values and images; a reconstruction of 0 is what "
            + "x̂ = ½ everywhere would have, lower is better. A KL of z near 0 would be a collapsed posterior.\n\n"
            + $"{table}\n{Verdict.Of(better, "one sigmoid reconstructs better than two")} "
            + $"The ELBO changes test accuracy by {100 * accuracy:+0.0;−0.0} points and AP by {100 * precision:+0.0;−0.0}.";

        void Add(string name, TrialResult[] results) => table.Add(
            name,
            Spread(results.Select(r => r.TestAccuracy)),
            Spread(results.Select(r => r.Detected.AveragePrecision)),
            Spread(results.Select(r => r.Detected.F1)),
            Spread(results.Select(r => r.Last.LossesA.Reconstruction)),
            Spread(results.Select(r => r.Last.LossesA.LatentDivergence), "F1"),
            Spread(results.Select(r => r.Last.LossesA.NoisyLabel)),
            Spread(results.Select(r => r.CpuSeconds), "F0"));
    }

    // The same settings under two names are one training.
    private TrialResult[] Results(string name, InstanceGmOptions options) =>
        _results.TryGetValue(options, out var known)
            ? known
            : _results[options] = [.. Enumerable.Range(1, seeds).Select(seed => Result(name, options with { Seed = seed }))];

    private TrialResult Result(string name, InstanceGmOptions options)
    {
        var images = LabelledImages.Flipped(scale, options.Seed);
        var emulated = options.Defects.HasFlag(PredecessorDefects.All);
        var result = new Trial(images, options, firstNetworkOnly: emulated).Run();
        Console.WriteLine(
            $"{name} seed {options.Seed}: accuracy {result.TestAccuracy:F3}, {result.Detected}, {result.CpuSeconds:F0} s");
        return result;
    }

    private static string Spread(IEnumerable<double> values, string format = "F3") => ResultTable.Spread(values, format);
}
