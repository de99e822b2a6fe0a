using System.Diagnostics;

namespace NoisyLabels.Benchmarks.Features;

/// <summary>A measured piece of work.</summary>
/// <param name="Images">How many were worked on.</param>
/// <param name="Seconds">By the clock.</param>
/// <param name="CpuSeconds">
/// Of all threads of this process: what counts where other programs want the cores, too.
/// </param>
internal sealed record Stint(int Images, double Seconds, double CpuSeconds)
{
    public double Rate => Images / Seconds;

    public double CpuMilliseconds => 1000 * CpuSeconds / Images;

    public static Stint operator +(Stint a, Stint b) =>
        new(a.Images + b.Images, a.Seconds + b.Seconds, a.CpuSeconds + b.CpuSeconds);

    public static Stint Of(int images, Action work)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        work();
        return new Stint(images, watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }
}
