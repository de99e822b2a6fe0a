namespace NoisyLabels.Datasets.Evaluation;

/// <summary>
/// The images by ascending label quality, the most suspect first; images of equal quality form one group, because no
/// ranking tells them apart. A sample of the images is then two counts for each group, and all figures of the ranking
/// come from one pass over the groups, without sorting again.
/// </summary>
internal sealed class QualityGroups
{
    private const int Top = 100;

    private readonly double[] _quality;
    private readonly int[] _images;
    private readonly int[] _wrong;

    public QualityGroups(double[] labelQuality)
    {
        _quality = [.. labelQuality.Distinct().Order()];
        _images = new int[_quality.Length];
        _wrong = new int[_quality.Length];
        GroupOf = Array.ConvertAll(labelQuality, quality => Array.BinarySearch(_quality, quality));
    }

    /// <summary>[N] group of each image.</summary>
    public int[] GroupOf { get; }

    public void Clear()
    {
        Array.Clear(_images);
        Array.Clear(_wrong);
    }

    public void Add(int group, bool wrong)
    {
        _images[group]++;
        _wrong[group] += wrong ? 1 : 0;
    }

    /// <summary>The figures of the sample that was added since the last <see cref="Clear"/>.</summary>
    public RankingMeasures Measure(int images, int wrong, int bins)
    {
        // Average precision: Σ over groups of (recall gained by the group) · (precision down to its end), which is the
        //   mean, over the wrong labels, of the precision among all images at least as suspect.
        // AUROC: share of the (wrong, right) pairs whose wrong one is the more suspect; a tie counts one half.
        // Best F1: the largest 2·TP / (flagged + wrong) over all places to cut.
        var (above, wrongAbove) = (0, 0);
        var (precisions, pairs, bestF1, top, topWrong) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var g = 0; g < _quality.Length; g++)
        {
            var (n, w) = (_images[g], _wrong[g]);
            if (n == 0)
            {
                continue;
            }

            var rightBelow = (images - above - n) - (wrong - wrongAbove - w);
            pairs += w * (rightBelow + (0.5 * (n - w)));
            top += Taken(Top - above, n) * w / n;
            topWrong += Taken(wrong - above, n) * w / n;
            above += n;
            wrongAbove += w;
            precisions += w * ((double)wrongAbove / above);
            bestF1 = Math.Max(bestF1, 2.0 * wrongAbove / (above + wrong));
        }

        var judged = wrong > 0 && wrong < images;
        return new(
            AveragePrecision: judged ? precisions / wrong : double.NaN,
            Auroc: judged ? pairs / ((double)wrong * (images - wrong)) : double.NaN,
            BestF1: wrong > 0 ? bestF1 : double.NaN,
            PrecisionAt100: images >= Top ? top / Top : double.NaN,
            PrecisionAtWrongLabels: wrong > 0 ? topWrong / wrong : double.NaN,
            CalibrationError: images > 0 ? CalibrationError(images, bins) : double.NaN);
    }

    /// <summary>How many of a group of n still fit into the top; of a group that does not fit whole, an equal share
    /// of wrong and right labels is taken, which is the mean over all orders of its images.</summary>
    private static double Taken(int room, int n) => Math.Clamp(room, 0, n);

    // ECE = Σ_b (m_b / N) · | mean quality in b - share of right labels in b |     with m_b = N / bins images each
    private double CalibrationError(int images, int bins)
    {
        var mass = (double)images / bins;
        var (filled, gap, error) = (0.0, 0.0, 0.0);
        for (var g = 0; g < _quality.Length; g++)
        {
            double rest = _images[g];
            var gapOfOne = rest > 0 ? _quality[g] - (1 - (_wrong[g] / rest)) : 0;
            while (rest > 0)
            {
                var part = Math.Min(rest, mass - filled);
                (filled, gap, rest) = (filled + part, gap + (part * gapOfOne), rest - part);
                if (filled >= mass * (1 - 1e-12))
                {
                    error += Math.Abs(gap);
                    (filled, gap) = (0, 0);
                }
            }
        }

        return (error + Math.Abs(gap)) / images;
    }
}
