namespace NoisyLabels.Learning.ConfidentLearning;

/// <summary>Flags wrong labels by confident learning, as cleanlab 2.9.0's <c>find_label_issues</c> does.</summary>
public static class LabelIssues
{
    /// <summary>Images that each given class keeps unflagged by the pruning filters; cleanlab's default.</summary>
    private const int MinKeptPerClass = 1;

    /// <summary>Flags the given labels [N] that a filter takes for wrong, by out-of-fold probabilities [N,
    /// K].</summary>
    /// <param name="joint">The joint of the same labels and probabilities where it is at hand; null computes
    /// it.</param>
    /// <returns>[N] true where the label is taken for wrong.</returns>
    /// <exception cref="ArgumentException">The labels do not fit the probabilities.</exception>
    public static bool[] Find(
        int[] given,
        PredProbs predProbs,
        IssueFilter filter = IssueFilter.PruneByNoiseRate,
        ConfidentJoint? joint = null)
    {
        ArgumentNullException.ThrowIfNull(predProbs);
        predProbs.RequireLabels(given);
        if (filter is IssueFilter.PredictedNeqGiven)
        {
            return Array.ConvertAll(AgreesWithGiven(given, predProbs), predicted => !predicted);
        }

        joint ??= ConfidentJoint.Estimate(given, predProbs);
        return filter switch
        {
            IssueFilter.LowNormalizedMargin => Lowest(given, predProbs, QualityMethod.NormalizedMargin, joint),
            IssueFilter.LowSelfConfidence => Lowest(given, predProbs, QualityMethod.SelfConfidence, joint),
            IssueFilter.ConfidentLearning => ConfidentlyOther(given, predProbs, joint),
            _ => Prune(given, predProbs, filter, joint),
        };
    }

    /// <summary>Estimates how many labels are wrong: the images whose confident guess is another class than the given
    /// one and whose most probable class is not the given one.</summary>
    /// <inheritdoc cref="Find"/>
    public static int Count(int[] given, PredProbs predProbs, ConfidentJoint? joint = null) =>
        Find(given, predProbs, IssueFilter.ConfidentLearning, joint).Count(flag => flag);

    private static bool[] ConfidentlyOther(int[] given, PredProbs predProbs, ConfidentJoint joint)
    {
        var flags = new bool[given.Length];
        foreach (var i in joint.OffDiagonal)
        {
            flags[i] = true;
        }

        Unflag(flags, AgreesWithGiven(given, predProbs));
        return flags;
    }

    private static bool[] Lowest(int[] given, PredProbs predProbs, QualityMethod method, ConfidentJoint joint)
    {
        var scores = LabelQuality.Scores(given, predProbs, method);
        var order = Enumerable.Range(0, given.Length).ToArray();
        Array.Sort(order, (a, b) => scores[a].CompareTo(scores[b]) is var c and not 0 ? c : a.CompareTo(b));

        var flags = new bool[given.Length];
        foreach (var i in order.AsSpan(0, Count(given, predProbs, joint)))
        {
            flags[i] = true;
        }

        return flags;
    }

    private static bool[] Prune(int[] given, PredProbs predProbs, IssueFilter filter, ConfidentJoint joint)
    {
        var counts = PruneCounts.From(joint.Calibrated, MinKeptPerClass);
        var rowsOf = RowsByClass(given, joint.LabelCounts);
        var byRate = new bool[given.Length];
        var byClass = new bool[given.Length];

        // Every class writes the flags of its own images only, so that the order of the classes does not matter.
        Parallel.For(0, rowsOf.Length, k =>
        {
            if (rowsOf[k].Length <= MinKeptPerClass)
            {
                return;
            }

            if (filter is IssueFilter.PruneByNoiseRate or IssueFilter.Both)
            {
                PruneByNoiseRate(k, rowsOf[k], predProbs, counts, byRate);
            }

            if (filter is IssueFilter.PruneByClass or IssueFilter.Both)
            {
                PruneByClass(k, rowsOf[k], predProbs, counts, byClass);
            }
        });

        var flags = filter switch
        {
            IssueFilter.PruneByNoiseRate => byRate,
            IssueFilter.PruneByClass => byClass,
            _ => [.. byRate.Zip(byClass, (rate, @class) => rate && @class)],
        };
        Unflag(flags, AgreesWithGiven(given, predProbs));
        return flags;
    }

    /// <summary>For each other class j the images with the greatest p_j - p_k; those that tie with the last one
    /// too.</summary>
    private static void PruneByNoiseRate(int k, int[] rows, PredProbs predProbs, int[,] counts, bool[] flags)
    {
        var margins = new double[rows.Length];
        var sorted = new double[rows.Length];
        for (var j = 0; j < predProbs.Classes; j++)
        {
            if (j == k || counts[k, j] == 0)
            {
                continue;
            }

            for (var i = 0; i < rows.Length; i++)
            {
                margins[i] = predProbs[rows[i], j] - predProbs[rows[i], k];
            }

            margins.CopyTo(sorted, 0);
            Array.Sort(sorted);
            var cut = sorted[^Math.Min(counts[k, j], sorted.Length)];
            for (var i = 0; i < rows.Length; i++)
            {
                flags[rows[i]] |= margins[i] >= cut;
            }
        }
    }

    /// <summary>The images with the lowest p_k; none of those that tie with the first one that stays.</summary>
    private static void PruneByClass(int k, int[] rows, PredProbs predProbs, int[,] counts, bool[] flags)
    {
        var confidences = Array.ConvertAll(rows, row => predProbs[row, k]);
        var sorted = confidences.Order().ToArray();
        var cut = sorted[Math.Clamp(rows.Length - counts[k, k], 0, rows.Length - 1)];
        for (var i = 0; i < rows.Length; i++)
        {
            flags[rows[i]] = confidences[i] < cut;
        }
    }

    private static int[][] RowsByClass(int[] given, int[] labelCounts)
    {
        var rows = Array.ConvertAll(labelCounts, count => new int[count]);
        var filled = new int[labelCounts.Length];
        for (var i = 0; i < given.Length; i++)
        {
            rows[given[i]][filled[given[i]]++] = i;
        }

        return rows;
    }

    /// <summary>True where no class is more probable than the given one by more than the tolerance.</summary>
    private static bool[] AgreesWithGiven(int[] given, PredProbs predProbs)
    {
        var same = new bool[given.Length];
        predProbs.VisitRows((row, p) =>
        {
            var own = p[given[row]] + ConfidentThresholds.Tolerance;
            same[row] = true;
            for (var k = 0; k < p.Length; k++)
            {
                // Of two equal classes the first one counts as predicted.
                same[row] &= k == given[row] || (k < given[row] ? p[k] < own : p[k] <= own);
            }
        });
        return same;
    }

    private static void Unflag(bool[] flags, bool[] where)
    {
        for (var i = 0; i < flags.Length; i++)
        {
            flags[i] &= !where[i];
        }
    }
}

/// <summary>The rules by which <see cref="LabelIssues.Find"/> tells a wrong label, named as in cleanlab.</summary>
public enum IssueFilter
{
    /// <summary>For each pair of classes, as many images as the noise estimate says, those with the greatest margin of
    /// the other class over the given one. The default.</summary>
    PruneByNoiseRate,

    /// <summary>For each given class, as many images as the noise estimate says, those least probable in it.</summary>
    PruneByClass,

    /// <summary>What both <see cref="PruneByNoiseRate"/> and <see cref="PruneByClass"/> flag.</summary>
    Both,

    /// <summary>The images whose confident guess is another class than the given one.</summary>
    ConfidentLearning,

    /// <summary>The images whose most probable class is another than the given one.</summary>
    PredictedNeqGiven,

    /// <summary>The lowest normalized margins, as many as <see cref="LabelIssues.Count"/>.</summary>
    LowNormalizedMargin,

    /// <summary>The lowest self-confidences, as many as <see cref="LabelIssues.Count"/>.</summary>
    LowSelfConfidence,
}
