namespace NoisyLabels.Learning.ConfidentLearning;

/// <summary>How many images of each given class are to be flagged for each class that they may truly be of.</summary>
internal static class PruneCounts
{
    /// <summary>
    /// The calibrated joint, changed so that every given class keeps at least some images: what the diagonal gains is
    /// taken in equal parts from the row's other entries, and the result is rounded with the column totals kept.
    /// </summary>
    /// <returns>[K, K] whole numbers: row given, column true; the diagonal counts the images that are kept.</returns>
    public static int[,] From(int[,] calibrated, int minKept)
    {
        var classes = calibrated.GetLength(0);
        var kept = new double[classes, classes];
        var changed = false;
        for (var g = 0; g < classes; g++)
        {
            var gain = Math.Max(minKept - calibrated[g, g], 0);
            var loss = gain / Math.Max(NonZeros(calibrated, g) - 1.0, 1.0);
            changed |= gain > 0;
            for (var t = 0; t < classes; t++)
            {
                kept[g, t] = t == g ? calibrated[g, g] + gain : Math.Max(calibrated[g, t] - loss, 0);
            }
        }

        return changed ? RoundColumns(kept) : calibrated;
    }

    private static int NonZeros(int[,] matrix, int row)
    {
        var count = 0;
        for (var column = 0; column < matrix.GetLength(1); column++)
        {
            count += matrix[row, column] == 0 ? 0 : 1;
        }

        return count;
    }

    private static int[,] RoundColumns(double[,] matrix)
    {
        var classes = matrix.GetLength(0);
        var result = new int[classes, classes];
        var values = new double[classes];
        for (var column = 0; column < classes; column++)
        {
            for (var row = 0; row < classes; row++)
            {
                values[row] = matrix[row, column];
            }

            var rounded = SumPreservingRounding.Round(values);
            for (var row = 0; row < classes; row++)
            {
                result[row, column] = rounded[row];
            }
        }

        return result;
    }
}
