using System.Globalization;

namespace NoisyLabels.Benchmarks.Experiments;

/// <summary>A table in Markdown.</summary>
internal sealed class ResultTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString() => string.Concat(
        _rows.Prepend([.. columns.Select(_ => "---")]).Prepend(columns).Select(row => $"| {string.Join(" | ", row)} |\n"));

    /// <summary>Mean and standard deviation of a sample; – where there is no number.</summary>
    public static string Spread(IEnumerable<double> values, string format)
    {
        double[] all = [.. values];
        if (Array.Exists(all, double.IsNaN))
        {
            return "–";
        }

        var mean = all.Average();
        var deviation = Math.Sqrt(all.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, all.Length - 1));
        return $"{Text(mean)} ± {Text(deviation)}";

        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
