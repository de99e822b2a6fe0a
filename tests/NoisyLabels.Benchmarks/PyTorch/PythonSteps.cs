using System.Diagnostics;
using System.Globalization;

namespace NoisyLabels.Benchmarks.PyTorch;

/// <summary>The same network in Python, in a process of its own that waits for its turns.</summary>
internal sealed class PythonSteps : IDisposable
{
    private readonly Process _process;

    private PythonSteps(Process process, string name) => (_process, Name) = (process, name);

    /// <summary>Version and parameters, for a person.</summary>
    public string Name { get; }

    /// <summary>Starts it; null where that Python has no PyTorch.</summary>
    public static PythonSteps? TryStart(string python, params IEnumerable<int> numbers)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "PyTorch", "training_steps.py");
        var start = new ProcessStartInfo(
            python, [script, .. numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE"; // as here: threads that spin lose their turns on a busy machine
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{python} does not start.");
        if (process.StandardOutput.ReadLine() is { } name)
        {
            return new(process, name);
        }

        process.WaitForExit();
        Console.WriteLine(process.StandardError.ReadToEnd().Trim().Split('\n')[^1]);
        process.Dispose();
        return null;
    }

    /// <returns>Seconds.</returns>
    public double Run(int steps)
    {
        _process.StandardInput.WriteLine(steps.ToString(CultureInfo.InvariantCulture));
        var answer = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException(_process.StandardError.ReadToEnd());
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
