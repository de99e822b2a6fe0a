using NoisyLabels.Learning.Inputs;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Features.Extraction;

/// <summary>
/// Collects what is found out about each image. Every image has its own place, so that it does not matter which thread
/// comes first; of files with the same content one is encoded, and the others are filled in at the end.
/// </summary>
internal sealed class ExtractionResult(
    ImageDataset dataset, int dimension, int sizes, IProgress<WorkProgress>? progress)
{
    private readonly FloatMatrix _rows = new(dataset.Items.Count, dimension * sizes);
    private readonly ImageFacts?[] _facts = new ImageFacts?[dataset.Items.Count];
    private readonly string?[] _reasons = new string?[dataset.Items.Count];
    private readonly bool[] _cached = new bool[dataset.Items.Count];
    private readonly int[] _first = [.. Enumerable.Range(0, dataset.Items.Count)];
    private readonly Lock _gate = new();
    private long _done;

    /// <summary>Notes that image <paramref name="index"/> has no features, and why.</summary>
    public void Skip(int index, string reason)
    {
        _reasons[index] = reason;
        Advance();
    }

    /// <summary>Notes that image <paramref name="index"/> has the content of image <paramref name="first"/>.</summary>
    public void Repeat(int index, int first)
    {
        _first[index] = first;
        Advance();
    }

    /// <summary>Stores the features of one of the sizes.</summary>
    public void Store(int index, int size, ReadOnlySpan<float> vector) =>
        vector.CopyTo(_rows.Row(index)[(size * dimension)..]);

    /// <summary>Notes that all features of image <paramref name="index"/> are stored.</summary>
    public void Finish(int index, ImageFacts facts, bool fromCache)
    {
        (_facts[index], _cached[index]) = (facts, fromCache);
        Advance();
    }

    public FeatureSet ToFeatureSet(double encoderSeconds)
    {
        var all = Enumerable.Range(0, dataset.Items.Count);
        int[] kept = [.. all.Where(i => _facts[_first[i]] is not null)];
        return new FeatureSet(
            Gather(kept),
            [.. kept.Select(i => dataset.Items[i])],
            [.. kept.Select(i => _facts[_first[i]]!)],
            [.. all.Except(kept).Select(i => new SkippedImage(dataset.Items[i].FileName, _reasons[_first[i]]!))],
            kept.Count(i => _cached[_first[i]]),
            encoderSeconds);
    }

    /// <summary>The rows of the given images; in place where none is missing, as there may be millions.</summary>
    private FloatMatrix Gather(int[] kept)
    {
        var target = kept.Length == _rows.Rows ? _rows : new FloatMatrix(kept.Length, _rows.Columns);
        for (var row = 0; row < kept.Length; row++)
        {
            var source = _first[kept[row]];
            if (target != _rows || source != row)
            {
                _rows.Row(source).CopyTo(target.Row(row));
            }
        }

        return target;
    }

    private void Advance()
    {
        // Under the lock, so that whoever listens never sees the count go back.
        lock (_gate)
        {
            progress?.Report(new("features", ++_done, dataset.Items.Count, "images"));
        }
    }
}
