using System.Numerics.Tensors;
using NoisyLabels.Datasets.Evaluation;
using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Benchmarks.Experiments;

/// <summary>What the networks of a run say of a set of images.</summary>
internal sealed class Judge(TrainingSet images, InstanceGmOptions options)
{
    private readonly Evaluation _evaluation = new(Context(images, options));

    public FloatMatrix Probabilities(Twin twin, int[] rows, int epoch) =>
        _evaluation.Probabilities(twin, rows, epoch, CancellationToken.None);

    /// <summary>Accuracy of the mean of the softmaxes, against the labels of the set.</summary>
    public double Accuracy(IReadOnlyList<Twin> twins, int epoch)
    {
        int[] all = [.. Enumerable.Range(0, images.Count)];
        var sum = new float[images.Count * images.Classes];
        foreach (var twin in twins)
        {
            TensorPrimitives.Add(sum, Probabilities(twin, all, epoch).Values, sum);
        }

        return Agreement(new FloatMatrix(images.Count, images.Classes, sum), images.Given);
    }

    /// <summary>Share of the rows whose most probable class is the label.</summary>
    public static double Agreement(FloatMatrix probabilities, int[] labels) =>
        labels.Index().Average(l => Predicted(probabilities, l.Index) == l.Item ? 1.0 : 0.0);

    public static int Predicted(FloatMatrix probabilities, int row) =>
        TensorPrimitives.IndexOfMax<float>(probabilities.Row(row));

    /// <summary>Wrong labels, flagged as the product flags them, against the truth.</summary>
    public static Detected Detect(FloatMatrix probabilities, int[] given, int[] truth)
    {
        var joint = ConfidentJoint.Estimate(given, PredProbs.Of(probabilities));
        var flagged = WorstByCount.Flag(given, probabilities, WorstByCount.Count(given, probabilities, joint));
        int[] suggested = [.. given.Index().Select(g => Predicted(probabilities, g.Index))];
        var report = Evaluator.Evaluate(
            new EvaluationInput
            {
                LabelQuality = [.. given.Index().Select(g => Math.Clamp((double)probabilities[g.Index, g.Item], 0, 1))],
                IsLabelIssue = flagged,
                GivenLabel = given,
                SuggestedLabel = suggested,
                TrueLabel = truth,
            },
            new EvaluationOptions { Resamples = 0 });
        var right = given.Index().Count(g => flagged[g.Index] && suggested[g.Index] == truth[g.Index]);
        return new(
            Value("average_precision"),
            Value("f1"),
            right / (double)Math.Max(1, report.FlaggedImages),
            right / (double)Math.Max(1, report.WrongLabels),
            Value("label_accuracy_before"),
            Value("label_accuracy_after"));

        double Value(string name) => report[name].Value ?? double.NaN;
    }

    private static TrainingContext Context(TrainingSet images, InstanceGmOptions options)
    {
        var streams = new RandomStreams(options.Seed);
        var frozen = options.Emulates(PredecessorDefects.FrozenViews);
        var roles = Roles.Of(images.Given, images.Classes, options with { Folds = 1 }, streams);
        return new(images, options, streams, roles, new(images.Inputs, streams, frozen), CPU);
    }
}
