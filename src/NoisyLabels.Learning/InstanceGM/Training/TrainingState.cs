using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>What changes from epoch to epoch, besides the networks; with them, all that a run needs to go on.</summary>
internal sealed class TrainingState(int count, int classes, InstanceGmOptions options)
{
    /// <summary>Epochs finished.</summary>
    public int Epoch { get; set; }

    /// <summary>Images that each twin's ELBO has seen.</summary>
    public long[] VaePosition { get; } = [0, 0];

    /// <summary>Share of the images that kept their labels in the last epoch; before the first division, all.</summary>
    public double LabelledShare { get; set; } = 1;

    public Judgements Judgements { get; } = new(count, classes, options);
}

/// <summary>
/// What each network says of the images that it judges: running probabilities, and the losses of late.
/// </summary>
internal sealed class Judgements(int count, int classes, InstanceGmOptions options)
{
    /// <summary>In sets below this size, losses are means over epochs, as those of one epoch say too little.</summary>
    private const int SmallSet = 1000;

    private const int EpochsOfSmallSet = 5;

    private readonly FloatMatrix[] _probabilities = [new(count, classes), new(count, classes)];
    private readonly Queue<double[]>[] _losses = [new(), new()];

    /// <summary>Evaluations that went in.</summary>
    public int Evaluations { get; set; }

    /// <summary>[N, K] running mean of a network's probabilities; rows that it does not judge are 0.</summary>
    public FloatMatrix Probabilities(int twin) => _probabilities[twin];

    /// <summary>Normalised losses of a network by epoch, the oldest first, each [N].</summary>
    public Queue<double[]> Losses(int twin) => _losses[twin];

    // p̄ ← m · p̄ + (1 − m) · p, from the second evaluation on
    public void Add(Twin twin, int[] judged, int[] given, FloatMatrix probabilities)
    {
        var memory = Evaluations == 0 ? 0 : options.PredictionMemory;
        var losses = new double[count];
        for (var i = 0; i < judged.Length; i++)
        {
            var row = probabilities.Row(i);
            var running = _probabilities[twin.Index].Row(judged[i]);
            for (var k = 0; k < row.Length; k++)
            {
                running[k] = (float)(memory * running[k] + (1 - memory) * row[k]);
            }

            losses[judged[i]] = -Math.Log(Math.Max(row[given[judged[i]]], 1e-12));
        }

        _losses[twin.Index].Enqueue(CoDivide.Normalize(losses, judged));
        while (_losses[twin.Index].Count > (count < SmallSet ? EpochsOfSmallSet : 1))
        {
            _losses[twin.Index].Dequeue();
        }
    }

    /// <summary>[rows] mean of a network's normalised losses over the epochs kept.</summary>
    public double[] MeanLosses(Twin twin, int[] rows) =>
        Array.ConvertAll(rows, row => _losses[twin.Index].Average(losses => losses[row]));

    /// <summary>[N, K] of every image: the mean of the softmaxes of those who judge it.</summary>
    public FloatMatrix Combine()
    {
        var combined = new FloatMatrix(count, classes);
        for (var i = 0; i < count; i++)
        {
            var a = _probabilities[0].Row(i);
            var b = _probabilities[1].Row(i);
            var row = combined.Row(i);
            var sum = 0f;
            for (var k = 0; k < row.Length; k++)
            {
                sum += row[k] = a[k] + b[k];
            }

            for (var k = 0; k < row.Length && sum > 0; k++)
            {
                row[k] /= sum;
            }
        }

        return combined;
    }
}
