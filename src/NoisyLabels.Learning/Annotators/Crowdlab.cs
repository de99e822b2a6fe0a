using System.Numerics.Tensors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Annotators;

/// <summary>
/// Consensus and quality of several annotators: Goh, Tkachenko, Mueller, "CROWDLAB: Supervised learning to infer
/// consensus labels and quality scores for data with multiple annotators", 2022. The model is one annotator more, whose
/// weight, like that of the others, is how much better than the commonest class it does.
/// </summary>
public sealed class Crowdlab
{
    /// <summary>No weight and no divisor is less.</summary>
    private const double Min = 1e-6;

    private readonly AnnotatorLabels _labels;
    private readonly FloatMatrix _probabilities;
    private readonly int[] _shared;

    private Crowdlab(AnnotatorLabels labels, FloatMatrix probabilities)
    {
        (_labels, _probabilities) = (labels, probabilities);
        _shared = [.. Enumerable.Range(0, labels.Examples).Where(example => labels.Counts[example] > 1)];
    }

    /// <param name="probabilities">[N, K] of a model that has not seen the examples' labels.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static AnnotatorFindings Find(AnnotatorLabels labels, FloatMatrix probabilities)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(probabilities);
        if (probabilities.Rows != labels.Examples || probabilities.Columns != labels.Classes)
        {
            throw new ArgumentException(
                $"{labels.Examples} examples of {labels.Classes} classes need as many probabilities, not "
                + $"{probabilities.Rows} of {probabilities.Columns}.",
                nameof(probabilities));
        }

        return new Crowdlab(labels, probabilities).Find();
    }

    private AnnotatorFindings Find()
    {
        // Weights come from the majority's labels; what they lead to is the consensus, which gives better weights.
        var majority = Majority();
        var first = Weigh(majority);
        int[] consensus =
        [
            .. Enumerable.Range(0, _labels.Examples).Select(example =>
                first.Posterior.Row(example) is var row && TensorPrimitives.Max<float>(row) > row[majority[example]]
                    ? TensorPrimitives.IndexOfMax<float>(row)
                    : majority[example]),
        ];
        var second = Weigh(consensus);
        var model = ModelShare(second);
        return new AnnotatorFindings(
            consensus,
            [.. consensus.Select((label, example) => (double)second.Posterior[example, label])],
            Agreement(consensus),
            second.Posterior,
            [
                .. Enumerable.Range(0, _labels.Annotators)
                    .Select(annotator => Of(annotator, consensus, second.Posterior, model)),
            ]);
    }

    private sealed record Weights(FloatMatrix Posterior, double Model, double[] Annotators);

    /// <summary>[N] the commonest label; of equals the model's, then the rarer class's.</summary>
    private int[] Majority()
    {
        var votes = new int[_labels.Examples, _labels.Classes];
        var frequency = new int[_labels.Classes];
        foreach (var (example, annotator) in Given())
        {
            votes[example, _labels[example, annotator]]++;
            frequency[_labels[example, annotator]]++;
        }

        return
        [
            .. Enumerable.Range(0, _labels.Examples).Select(example => Enumerable.Range(0, _labels.Classes)
                .OrderByDescending(k => votes[example, k])
                .ThenByDescending(k => _probabilities[example, k])
                .ThenBy(k => frequency[k])
                .First()),
        ];
    }

    private Weights Weigh(int[] consensus)
    {
        var agreement = Agreement(consensus);
        var likelihood = _shared.Length == 0 ? 1 : _shared.Average(example => agreement[example]);
        var otherwise = (1 - likelihood) / (_labels.Classes - 1);

        // How often somebody is wrong who always says the commonest class
        var common = _shared.CountBy(example => consensus[example])
            .Select(count => count.Value).DefaultIfEmpty(0).Max();
        var chance = Math.Max(_shared.Length == 0 ? 0 : 1 - ((double)common / _shared.Length), Min);

        double[] annotators = [.. WithOthers().Select(same => Math.Max(1 - ((1 - same) / chance), Min))];
        var error = _shared.Length == 0 ? 0 : _shared.Average(example =>
            TensorPrimitives.IndexOfMax<float>(_probabilities.Row(example)) == consensus[example] ? 0.0 : 1);
        var model = Math.Max(1 - (error / chance), Min) * Math.Sqrt(_labels.Counts.Average());

        // p(k) = (w · p_model(k) + Σ_j w_j · (P if j says k, else (1 − P) / (K − 1))) / (w + Σ_j w_j)
        var posterior = new FloatMatrix(_labels.Examples, _labels.Classes);
        for (var example = 0; example < _labels.Examples; example++)
        {
            for (var k = 0; k < _labels.Classes; k++)
            {
                var (sum, weights) = (model * _probabilities[example, k], model);
                for (var annotator = 0; annotator < _labels.Annotators; annotator++)
                {
                    if (_labels[example, annotator] is var label and not AnnotatorLabels.None)
                    {
                        sum += annotators[annotator] * (label == k ? likelihood : otherwise);
                        weights += annotators[annotator];
                    }
                }

                posterior[example, k] = (float)(sum / weights);
            }
        }

        return new Weights(posterior, model, annotators);
    }

    /// <summary>[N] share of the annotators of each example that say its consensus.</summary>
    private double[] Agreement(int[] consensus)
    {
        var same = new double[_labels.Examples];
        foreach (var (example, annotator) in Given())
        {
            same[example] += _labels[example, annotator] == consensus[example] ? 1 : 0;
        }

        return [.. same.Select((count, example) => count / _labels.Counts[example])];
    }

    /// <summary>[M] how often each agrees with another one; the mean for those who share no example.</summary>
    private double[] WithOthers()
    {
        var same = new double[_labels.Annotators];
        var pairs = new double[_labels.Annotators];
        foreach (var (example, annotator) in Given())
        {
            for (var other = 0; other < _labels.Annotators; other++)
            {
                if (other != annotator && _labels[example, other] is var label and not AnnotatorLabels.None)
                {
                    pairs[annotator]++;
                    same[annotator] += label == _labels[example, annotator] ? 1 : 0;
                }
            }
        }

        double[] known = [.. same.Zip(pairs).Where(pair => pair.Second > 0).Select(pair => pair.First / pair.Second)];
        var mean = known.Length == 0 ? 1 : known.Average();
        return [.. same.Zip(pairs).Select(pair => pair.Second > 0 ? pair.First / pair.Second : mean)];
    }

    /// <summary>Weight of the model against that of the annotators whom an example has on average, 0 to 1.</summary>
    private double ModelShare(Weights weights) => weights.Model
        / (weights.Model + (weights.Annotators.Sum() * _labels.Counts.Average() / _labels.Annotators));

    private AnnotatorQuality Of(int annotator, int[] consensus, FloatMatrix posterior, double model)
    {
        int[] own = [.. Enumerable.Range(0, _labels.Examples)
            .Where(example => _labels[example, annotator] != AnnotatorLabels.None)];
        if (own.Length == 0)
        {
            return new AnnotatorQuality(0, 0, double.NaN, double.NaN, -1);
        }

        int[] shared = [.. own.Where(example => _labels.Counts[example] > 1)];
        var agreement = shared.Length == 0
            ? double.NaN
            : shared.Average(example => _labels[example, annotator] == consensus[example] ? 1.0 : 0);
        var quality = own.Average(example => (double)posterior[example, _labels[example, annotator]]);
        var worst = own.GroupBy(example => _labels[example, annotator])
            .MinBy(given => (given.Average(example => posterior[example, given.Key]), given.Key))!.Key;

        // Who shares nothing is judged by the probabilities alone.
        return new AnnotatorQuality(
            own.Length,
            shared.Length,
            agreement,
            shared.Length == 0 ? quality : (model * quality) + ((1 - model) * agreement),
            worst);
    }

    private IEnumerable<(int Example, int Annotator)> Given() =>
        from example in Enumerable.Range(0, _labels.Examples)
        from annotator in Enumerable.Range(0, _labels.Annotators)
        where _labels[example, annotator] != AnnotatorLabels.None
        select (example, annotator);
}
