using System.Diagnostics;
using System.Globalization;

namespace NoisyLabels.Benchmarks.Server;

/// <summary>How long requests took that were sent one after the other, in milliseconds.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];

    public int Count => _milliseconds.Count;

    /// <summary>Sends until <paramref name="count"/> requests count, or the time is up.</summary>
    /// <param name="body">Makes a request's body, before the clock starts.</param>
    /// <param name="counts">Asked before and after each request: only those count that have it both times.</param>
    public static async Task<Latencies> MeasureAsync(
        int count, TimeSpan most, Func<byte[]> body, Func<byte[], Task> send, Func<bool> counts)
    {
        var latencies = new Latencies();
        var all = Stopwatch.StartNew();
        while (latencies.Count < count && all.Elapsed < most)
        {
            var bytes = body();
            var countsBefore = counts();
            var began = Stopwatch.GetTimestamp();
            await send(bytes);
            var took = Stopwatch.GetElapsedTime(began);
            if (countsBefore && counts())
            {
                latencies._milliseconds.Add(took.TotalMilliseconds);
            }
        }

        return latencies;
    }

    /// <summary>Nearest rank; NaN when nothing was measured.</summary>
    public double Quantile(double share) => _milliseconds is []
        ? double.NaN
        : _milliseconds.Order().ElementAt((int)Math.Ceiling(share * Count) - 1);

    public string Median => Text(Quantile(0.5));

    /// <summary>The 99th percentile against its limit.</summary>
    public string Against(double limit) => Ratio(Quantile(0.99), limit);

    public static string Ratio(double measured, double limit) => string.Create(
        CultureInfo.InvariantCulture, $"{Text(measured)} / {limit:0} = {measured / limit:0.00}");

    private static string Text(double value) => value.ToString(value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
