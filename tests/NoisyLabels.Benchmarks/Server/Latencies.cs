using System.Diagnostics;
using System.Globalization;

namespace NoisyLabels.Benchmarks.Server;

/// <summary>How long requests took that were sent one after the other, in milliseconds.</summary>
internal sealed class Latencies
{
    /// <summary>A 99th percentile of fewer is their largest.</summary>
    private const int Fewest = 100;

    private const string NoSample = "no sample";

    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(20);

    private readonly List<double> _milliseconds = [];
    private readonly int _wanted;

    private Latencies(int wanted) => _wanted = wanted;

    public int Count => _milliseconds.Count;

    /// <summary>
    /// Sends until <paramref name="count"/> requests count, or the time is up; only while they count, so that between
    /// trainings nothing is in the way of the next.
    /// </summary>
    /// <param name="body">Makes a request's body, before the clock starts.</param>
    /// <param name="counts">Asked before and after each request: only those count that have it both times.</param>
    public static async Task<Latencies> MeasureAsync(
        int count, TimeSpan most, Func<byte[]> body, Func<byte[], Task> send, Func<bool> counts)
    {
        var latencies = new Latencies(count);
        var all = Stopwatch.StartNew();
        while (latencies.Count < count && all.Elapsed < most)
        {
            if (!counts())
            {
                await Task.Delay(Pulse);
                continue;
            }

            var bytes = body();
            var began = Stopwatch.GetTimestamp();
            await send(bytes);
            var took = Stopwatch.GetElapsedTime(began);
            if (counts())
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

    public string Median => Count == 0 ? NoSample : Text(Quantile(0.5));

    /// <summary>The 99th percentile against its limit.</summary>
    public string Against(double limit) => Count == 0 ? NoSample
        : Ratio(Quantile(0.99), limit) + (Count < Math.Min(_wanted, Fewest) ? " (too few)" : "");

    public static string Ratio(double measured, double limit) => string.Create(
        CultureInfo.InvariantCulture, $"{Text(measured)} / {limit:0} = {measured / limit:0.00}");

    private static string Text(double value) => value.ToString(value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
