using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Numerics;
using TorchSharp;

namespace NoisyLabels.Learning.Neighbors;

/// <summary>
/// Exact k nearest neighbours by cosine similarity. Blocks of rows are multiplied pair by pair, each pair once for both
/// directions; no more than a block of the N x N similarities is ever held. The candidates of the products are ranked
/// again in double precision, so that the result does not hang on the order in which a matrix product adds up.
/// </summary>
public static class ExactNeighbors
{
    /// <summary>Neighbours where nothing else is asked for: more than most votes need, so that the number of voters can
    /// be chosen from them; a search for few takes as long.</summary>
    public const int DefaultK = 40;

    /// <summary>Rows of a block: large enough that the product runs at full speed, small enough that the similarities
    /// (4 MiB) stay in the cache while they are read twice.</summary>
    private const int BlockRows = 1024;

    /// <summary>Rows or columns of a block that one thread reads at once.</summary>
    private const int Stripe = 128;

    /// <summary>Candidates beyond k, as rounding of the products puts some in the wrong order.</summary>
    private const int SpareCandidates = 8;

    /// <summary>Finds the neighbours of each row of <paramref name="features"/> [N, D] among all the others.</summary>
    /// <param name="k">Neighbours of each row, at least 1; N - 1 where there are fewer.</param>
    /// <exception cref="ArgumentException">A feature is not a finite number.</exception>
    public static NeighborGraph Find(
        FloatMatrix features,
        int k = DefaultK,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Find(features, k, BlockRows, progress, cancellationToken);

    internal static NeighborGraph Find(
        FloatMatrix features,
        int k,
        int blockRows,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        k = Math.Max(Math.Min(k, features.Rows - 1), 0);
        if (k == 0)
        {
            return new(features.Rows, 0, [], []);
        }

        var squaredNorms = SquaredNorms(features);
        var lists = new NearestLists(features.Rows, Math.Min(k + SpareCandidates, features.Rows - 1));
        OfferAllPairs(features, squaredNorms, lists, blockRows, progress, cancellationToken);
        return Rank(features, squaredNorms, lists, k);
    }

    private static double[] SquaredNorms(FloatMatrix features)
    {
        var norms = new double[features.Rows];
        Parallel.For(0, features.Rows, () => new double[features.Columns], (row, _, buffer) =>
        {
            TensorPrimitives.ConvertTruncating<float, double>(features.Row(row), buffer);
            norms[row] = TensorPrimitives.Dot<double>(buffer, buffer);
            return buffer;
        }, _ => { });

        var wrong = Array.FindIndex(norms, norm => !double.IsFinite(norm));
        return wrong < 0
            ? norms
            : throw new ArgumentException($"Row {wrong} of the features is not finite.", nameof(features));
    }

    private static void OfferAllPairs(
        FloatMatrix features,
        double[] squaredNorms,
        NearestLists lists,
        int blockRows,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        TorchRuntime.EnsureLoaded();
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var height = Math.Min(blockRows, features.Rows);
        using var left = new FeatureBlock(height, features.Columns);
        using var right = new FeatureBlock(height, features.Columns);
        using var products = torch.empty(height * height);
        long pairs = 0, total = (long)features.Rows * (features.Rows - 1) / 2;
        for (var first = 0; first < features.Rows; first += height)
        {
            left.Load(features, squaredNorms, first);
            for (var second = first; second < features.Rows; second += height)
            {
                cancellationToken.ThrowIfCancellationRequested();
                right.Load(features, squaredNorms, second);
                Multiply(left, right, products);
                OfferProducts(left, right, products, lists);
                pairs += first == second
                    ? (long)left.Rows * (left.Rows - 1) / 2
                    : (long)left.Rows * right.Rows;
                progress?.Report(new("neighbours", pairs, total, "pairs"));
            }
        }
    }

    /// <summary>products ← left · rightᵀ, [left rows, right rows] without gaps at the start of the memory.</summary>
    private static void Multiply(FeatureBlock left, FeatureBlock right, torch.Tensor products)
    {
        using var scope = torch.NewDisposeScope();
        products.narrow(0, 0, left.Rows * right.Rows)
            .view(left.Rows, right.Rows)
            .addmm_(left.View(), right.View().t(), beta: 0, alpha: 1);
    }

    /// <summary>Offers the rows of the products to the left block, and their columns to the right one. One thread works
    /// on the lists of its own images only, in the order of the candidates, so that the result is always the
    /// same.</summary>
    private static unsafe void OfferProducts(
        FeatureBlock left, FeatureBlock right, torch.Tensor products, NearestLists lists)
    {
        // A span cannot be shared with other threads, the address of libtorch's memory can.
        var start = (nint)Unsafe.AsPointer(
            ref MemoryMarshal.GetReference(MemoryMarshal.Cast<byte, float>(products.bytes)));
        var rowStripes = (left.Rows + Stripe - 1) / Stripe;
        var columnStripes = left.First == right.First ? 0 : (right.Rows + Stripe - 1) / Stripe;
        Parallel.For(0, rowStripes + columnStripes, stripe =>
        {
            var similarities = new ReadOnlySpan<float>((void*)start, left.Rows * right.Rows);
            if (stripe < rowStripes)
            {
                for (var row = stripe * Stripe; row < Math.Min((stripe + 1) * Stripe, left.Rows); row++)
                {
                    lists.OfferToRow(left.First + row, right.First, similarities.Slice(row * right.Rows, right.Rows));
                }

                return;
            }

            var from = (stripe - rowStripes) * Stripe;
            var length = Math.Min(Stripe, right.Rows - from);
            for (var row = 0; row < left.Rows; row++)
            {
                lists.OfferToRows(
                    right.First + from, left.First + row, similarities.Slice((row * right.Rows) + from, length));
            }
        });
    }

    // cos(x, y) = x · y / √(|x|² |y|²), in double precision; exactly 1 for equal features, 0 where one is all zeros
    private static NeighborGraph Rank(FloatMatrix features, double[] squaredNorms, NearestLists lists, int k)
    {
        var indices = new int[checked(features.Rows * k)];
        var similarities = new float[indices.Length];
        Parallel.For(0, features.Rows, () => new RankBuffers(features.Columns, lists.Length), (row, _, buffers) =>
        {
            lists.CandidatesOf(row).CopyTo(buffers.Candidates);
            TensorPrimitives.ConvertTruncating<float, double>(features.Row(row), buffers.Own);
            for (var i = 0; i < lists.Length; i++)
            {
                var other = buffers.Candidates[i];
                TensorPrimitives.ConvertTruncating<float, double>(features.Row(other), buffers.Other);
                var norms = squaredNorms[row] * squaredNorms[other];
                var dot = TensorPrimitives.Dot<double>(buffers.Own, buffers.Other);
                buffers.Keys[i] = ((float)-(norms > 0 ? dot / Math.Sqrt(norms) : 0), other);
            }

            Array.Sort(buffers.Keys);
            for (var i = 0; i < k; i++)
            {
                (similarities[(row * k) + i], indices[(row * k) + i]) =
                    (Math.Clamp(-buffers.Keys[i].Negated, -1, 1), buffers.Keys[i].Index);
            }

            return buffers;
        }, _ => { });
        return new(features.Rows, k, indices, similarities);
    }

    private sealed class RankBuffers(int dimension, int candidates)
    {
        public double[] Own { get; } = new double[dimension];

        public double[] Other { get; } = new double[dimension];

        public int[] Candidates { get; } = new int[candidates];

        /// <summary>Negated similarity first, so that the natural order is the nearest, then the lowest
        /// number.</summary>
        public (float Negated, int Index)[] Keys { get; } = new (float, int)[candidates];
    }
}
