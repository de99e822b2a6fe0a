using System.Numerics;
using System.Runtime.InteropServices;

namespace NoisyLabels.Learning.Neighbors;

/// <summary>
/// The best candidates of each row so far. Similarities are rounded to a grid coarser than the error of a matrix
/// product, so that images with equal features tie, and of those that tie the first one offered stays.
/// </summary>
internal sealed class NearestLists
{
    /// <summary>About 1e-6; the products of unit vectors in single precision are right to about 1e-7.</summary>
    private const float Step = 1f / (1 << 20);

    private readonly int[] _indices;
    private readonly float[] _similarities;
    private readonly float[] _thresholds;

    public NearestLists(int rows, int length)
    {
        Length = length;
        _indices = new int[checked(rows * length)];
        _similarities = new float[_indices.Length];
        _thresholds = new float[rows];
        _similarities.AsSpan().Fill(float.NegativeInfinity);
        _thresholds.AsSpan().Fill(float.NegativeInfinity);
    }

    /// <summary>Candidates kept for each row.</summary>
    public int Length { get; }

    public ReadOnlySpan<int> CandidatesOf(int row) => _indices.AsSpan(row * Length, Length);

    /// <summary>Offers a stretch of candidates, by ascending number, to one row.</summary>
    public void OfferToRow(int row, int firstCandidate, ReadOnlySpan<float> similarities)
    {
        var lanes = Vector<float>.Count;
        var from = 0;
        foreach (var vector in MemoryMarshal.Cast<float, Vector<float>>(similarities))
        {
            if (Vector.GreaterThanOrEqualAny(vector, new Vector<float>(_thresholds[row])))
            {
                for (var lane = 0; lane < lanes; lane++)
                {
                    Offer(row, firstCandidate + from + lane, vector[lane]);
                }
            }

            from += lanes;
        }

        for (; from < similarities.Length; from++)
        {
            Offer(row, firstCandidate + from, similarities[from]);
        }
    }

    /// <summary>Offers one candidate to a stretch of rows.</summary>
    public void OfferToRows(int firstRow, int candidate, ReadOnlySpan<float> similarities)
    {
        var lanes = Vector<float>.Count;
        var thresholds = _thresholds.AsSpan(firstRow, similarities.Length);
        var from = 0;
        foreach (var vector in MemoryMarshal.Cast<float, Vector<float>>(similarities))
        {
            if (Vector.GreaterThanOrEqualAny(vector, new Vector<float>(thresholds[from..])))
            {
                for (var lane = 0; lane < lanes; lane++)
                {
                    Offer(firstRow + from + lane, candidate, vector[lane]);
                }
            }

            from += lanes;
        }

        for (; from < similarities.Length; from++)
        {
            Offer(firstRow + from, candidate, similarities[from]);
        }
    }

    private void Offer(int row, int candidate, float similarity)
    {
        if (similarity < _thresholds[row] || row == candidate)
        {
            return;
        }

        var rounded = MathF.Round(similarity / Step) * Step;
        var indices = _indices.AsSpan(row * Length, Length);
        var similarities = _similarities.AsSpan(row * Length, Length);
        if (rounded <= similarities[^1])
        {
            return;
        }

        var place = Length - 1;
        for (; place > 0 && similarities[place - 1] < rounded; place--)
        {
            (indices[place], similarities[place]) = (indices[place - 1], similarities[place - 1]);
        }

        (indices[place], similarities[place]) = (candidate, rounded);

        // What lies less than half a step above the last one is rounded down to it, and then it ties and is refused.
        _thresholds[row] = similarities[^1] + (Step / 2);
    }
}
