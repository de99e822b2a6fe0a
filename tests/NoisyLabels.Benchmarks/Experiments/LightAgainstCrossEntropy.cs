using NoisyLabels.Learning.InstanceGM;

namespace NoisyLabels.Benchmarks.Experiments;

/// <summary>
/// X2 and X3: the preset light against plain cross-entropy of the same networks on the same folds for as much time of
/// the processor, on labels that people gave; and what stopping early would have gained for the latter.
/// </summary>
internal sealed class LightAgainstCrossEntropy(ExperimentScale scale, int seeds)
{
    private const string Usual = "random1";
    private const string Worst = "worse";

    /// <summary>Epochs of cross-entropy whose time tells how many make as much as a training of light.</summary>
    private const int ProbeEpochs = 20;

    private readonly Dictionary<string, (TrialResult Light, TrialResult Plain)[]> _pairs = [];

    public string Stopping()
    {
        var runs = Pairs(Worst).Select(pair => pair.Plain.Epochs).ToArray();
        var last = Accuracies(epochs => epochs.Count - 1);
        var table = new ResultTable("epoch chosen by", "test accuracy", "gain over the last", "epoch");
        Add("none: the last", epochs => epochs.Count - 1);
        Add("Label Wave", StoppingRules.LabelWave);
        Add("noisy labels held out", StoppingRules.NoisyValidation);
        Add("the truth (not to be had; for comparison)", epochs => epochs.Index().MaxBy(e => e.Item.TestAccuracy).Index);
        var best = Math.Max(Gain(StoppingRules.LabelWave), Gain(StoppingRules.NoisyValidation));
        return $"Cross-entropy on {scale.Images} images of CIFAR-10N with its worst labels, {seeds} draws of the images, "
            + $"{Spread(runs.Select(r => (double)r.Count), "F0")} epochs. To pass: 3 points or more over the last epoch.\n\n"
            + $"{table}\n{Verdict.Of(best >= 0.03, $"the better rule gains {100 * best:F1} points")}";

        double[] Accuracies(Func<IReadOnlyList<WatchedEpoch>, int> rule) =>
            [.. runs.Select(epochs => epochs[rule(epochs)].TestAccuracy)];

        double Gain(Func<IReadOnlyList<WatchedEpoch>, int> rule) =>
            Accuracies(rule).Zip(last).Average(pair => pair.First - pair.Second);

        void Add(string name, Func<IReadOnlyList<WatchedEpoch>, int> rule) => table.Add(
            name,
            Spread(Accuracies(rule)),
            Spread(Accuracies(rule).Zip(last).Select(pair => pair.First - pair.Second)),
            Spread(runs.Select(epochs => rule(epochs) + 1.0), "F0"));
    }

    public string EqualTime()
    {
        var table = new ResultTable(
            "labels", "training", "test accuracy", "AP", "F1", "right labels before → after", "CPU seconds", "epochs");
        foreach (var column in new[] { Usual, Worst })
        {
            AddRow(column, "cross-entropy", [.. Pairs(column).Select(pair => pair.Plain)]);
            AddRow(column, "light", [.. Pairs(column).Select(pair => pair.Light)]);
        }

        var (worse, random1) = (Gain(Worst), Gain(Usual));
        return $"The preset `light` and cross-entropy, both two networks on two folds, {scale.Images} images of CIFAR-10N, "
            + $"{seeds} draws of the images; the second gets as many epochs as the first's time of the processor allows. "
            + "To pass: light better by 3 points of test accuracy on the worst labels, not worse on random1.\n\n"
            + $"{table}\n{Verdict.Of(worse >= 0.03 && random1 >= 0, $"{100 * worse:+0.0;−0.0} points on worse, {100 * random1:+0.0;−0.0} on random1")}"
            + (worse >= 0.03 && random1 >= 0 ? "" : " At this size cross-entropy is the better use of a CPU's time.");

        double Gain(string column) =>
            Pairs(column).Average(pair => pair.Light.TestAccuracy - pair.Plain.TestAccuracy);

        void AddRow(string labels, string training, TrialResult[] results) => table.Add(
            labels,
            training,
            Spread(results.Select(r => r.TestAccuracy)),
            Spread(results.Select(r => r.Detected.AveragePrecision)),
            Spread(results.Select(r => r.Detected.F1)),
            $"{results.Average(r => r.Detected.Before):F3} → {Spread(results.Select(r => r.Detected.After))}",
            Spread(results.Select(r => r.CpuSeconds), "F0"),
            Spread(results.Select(r => (double)r.Last.Epochs), "F0"));
    }

    private (TrialResult Light, TrialResult Plain)[] Pairs(string column) =>
        _pairs.TryGetValue(column, out var known)
            ? known
            : _pairs[column] = [.. Enumerable.Range(1, seeds).Select(seed => Pair(column, seed))];

    private (TrialResult Light, TrialResult Plain) Pair(string column, int seed)
    {
        var images = LabelledImages.FromPeople(column, scale, seed);
        var options = scale.Light with { Seed = seed };
        if (_pairs.Count == 0 && seed == 1)
        {
            new Trial(images, options.WithEpochs(4)).Run(); // what the first training of a process pays is no one's
        }

        var light = new Trial(images, options).Run();
        var probe = new Trial(images, CrossEntropy(options, ProbeEpochs)).Run();
        var epochs = Math.Max(2, (int)Math.Round(light.CpuSeconds * ProbeEpochs / probe.CpuSeconds));
        var plain = new Trial(images, CrossEntropy(options, epochs), isWatched: column == Worst).Run();
        Console.WriteLine(
            $"{column} seed {seed}: light {light.TestAccuracy:F3} in {light.CpuSeconds:F0} s, "
            + $"cross-entropy {plain.TestAccuracy:F3} in {plain.CpuSeconds:F0} s, {epochs} epochs");
        return (light, plain);
    }

    private static InstanceGmOptions CrossEntropy(InstanceGmOptions light, int epochs) => light with
    {
        Epochs = epochs,
        WarmupEpochs = epochs,
        LearningRateDropEpoch = Math.Max(1, epochs * light.LearningRateDropEpoch / light.Epochs),
    };

    private static string Spread(IEnumerable<double> values, string format = "F3") => ResultTable.Spread(values, format);
}
