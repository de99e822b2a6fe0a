using System.Diagnostics;

namespace NoisyLabels.Benchmarks.Scale;

/// <summary>Seconds and peak memory of one phase of the work after the other.</summary>
internal sealed class PhaseMeter
{
    private readonly Stopwatch _watch = new();
    private TimeSpan _processor;
    private string? _phase;

    /// <summary>Highest memory of the process over all phases, MiB.</summary>
    public long PeakMiB { get; private set; }

    /// <summary>Ends the phase before, prints it, and starts another one; null starts none.</summary>
    public void Enter(string? phase)
    {
        if (_phase is not null)
        {
            var peak = PeakOfPhaseMiB();
            PeakMiB = Math.Max(PeakMiB, peak);
            var processor = (Environment.CpuUsage.TotalTime - _processor).TotalSeconds;
            Console.WriteLine(
                $"{_phase,-40}{_watch.Elapsed.TotalSeconds,12:F1}{processor,12:F1}{peak,12:N0}{Environment.WorkingSet >> 20,12:N0}");
        }

        ForgetPeak();
        _processor = Environment.CpuUsage.TotalTime;
        _phase = phase;
        _watch.Restart();
    }

    /// <summary>Enters a phase whenever a method reports that it begins something new.</summary>
    public IProgress<WorkProgress> Listen(Func<WorkProgress, string> name) => new Listener(this, name);

    private static long PeakOfPhaseMiB()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 >> 20;
    }

    /// <summary>Linux counts the peak anew from here on; elsewhere the peaks are those since the start.</summary>
    private static void ForgetPeak()
    {
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
    }

    private sealed class Listener(PhaseMeter meter, Func<WorkProgress, string> name) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (name(value) is var phase && phase != meter._phase)
            {
                meter.Enter(phase);
            }
        }
    }
}
