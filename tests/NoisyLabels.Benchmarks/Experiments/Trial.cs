using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Benchmarks.Experiments;

/// <summary>One training and what came of it.</summary>
internal sealed class Trial
{
    private readonly List<WatchedEpoch> _epochs = [];
    private readonly LabelledImages _images;
    private readonly InstanceGmOptions _options;
    private readonly Judge _training;
    private readonly Judge _test;
    private readonly bool _firstNetworkOnly;
    private readonly bool _isWatched;
    private int[][]? _before;
    private TimeSpan _watching;

    /// <param name="isWatched">Look at both networks after each epoch, for rules that choose one.</param>
    /// <param name="firstNetworkOnly">Results are those of network A, as the Python plugin's.</param>
    public Trial(LabelledImages images, InstanceGmOptions options, bool isWatched = false, bool firstNetworkOnly = false)
    {
        (_images, _options, _isWatched, _firstNetworkOnly) = (images, options, isWatched, firstNetworkOnly);
        (_training, _test) = (new(images.Training, options), new(images.Test, options));
    }

    public TrialResult Run()
    {
        var losses = new Reports();
        var started = Environment.CpuUsage.TotalTime;
        using var run = new TrainingRun(_images.Training, _options, new(Epochs: losses, SaveAfterEpoch: AfterEpoch));
        var probabilities = run.Train();
        var seconds = Spent().TotalSeconds;
        var twins = _firstNetworkOnly ? [run.Networks.A] : run.Networks.Both;
        var results = _firstNetworkOnly ? run.State.Judgements.Probabilities(0) : probabilities;
        return new(
            _test.Accuracy(twins, _options.Epochs),
            Judge.Detect(results, _images.Training.Given, _images.Truth),
            seconds,
            RepeatedDifference(run),
            losses.Last!,
            _epochs);

        TimeSpan Spent() => Environment.CpuUsage.TotalTime - started - _watching;

        void AfterEpoch(TrainingRun running)
        {
            var before = Environment.CpuUsage.TotalTime;
            if (_isWatched)
            {
                Watch(running);
            }

            _watching += Environment.CpuUsage.TotalTime - before;
        }
    }

    private void Watch(TrainingRun run)
    {
        var given = _images.Training.Given;
        int[] all = [.. Enumerable.Range(0, given.Length)];
        var judged = Array.ConvertAll(
            [.. run.Networks.Both], twin => _training.Probabilities(twin, all, run.State.Epoch));
        var roles = Roles.Assign(given, _images.Training.Classes, _options, new(_options.Seed));
        int[][] learned = [.. run.Networks.Both.Select(roles.LearnedBy)];
        int[][] held = [.. run.Networks.Both.Select(roles.JudgedBy)];
        var predictions = learned.Select((rows, t) => Array.ConvertAll(rows, row => Judge.Predicted(judged[t], row)));
        int[][] now = [.. predictions];
        var changed = _before is null ? 1 : now.Zip(_before).SelectMany(pair => pair.First.Zip(pair.Second))
            .Average(pair => pair.First == pair.Second ? 0.0 : 1.0);
        _before = now;
        var agreement = held.Select((rows, t) =>
            rows.Average(row => Judge.Predicted(judged[t], row) == given[row] ? 1.0 : 0.0)).Average();
        _epochs.Add(new(_test.Accuracy(run.Networks.Both, run.State.Epoch), changed, agreement));
    }

    // What a second look at the same images says otherwise
    private double RepeatedDifference(TrainingRun run)
    {
        int[] all = [.. Enumerable.Range(0, _images.Training.Count)];
        var (once, again) = (Look(1), Look(2));
        return once.Zip(again).Max(pair => Math.Abs(pair.First - pair.Second));

        float[] Look(int time)
        {
            FloatMatrix probabilities = _training.Probabilities(run.Networks.A, all, _options.Epochs + time);
            return probabilities.Values;
        }
    }

    private sealed class Reports : IProgress<EpochReport>
    {
        public EpochReport? Last { get; private set; }

        public void Report(EpochReport value) => Last = value;
    }
}
