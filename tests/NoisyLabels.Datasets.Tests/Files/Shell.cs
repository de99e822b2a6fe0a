using System.Diagnostics;

namespace NoisyLabels.Datasets.Tests.Files;

/// <summary>Makes on disk what .NET cannot: names that are not UTF-8, pipes, tiny file systems.</summary>
internal static class Shell
{
    /// <returns>The exit status of the bash script.</returns>
    public static int Run(string script)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
