using System.Runtime.CompilerServices;
using NoisyLabels.Testing;

namespace NoisyLabels.Cli.Tests;

/// <summary>Gives the tests a cache and a data folder of their own, for this process and those it starts.</summary>
internal static class OwnFolders
{
    [ModuleInitializer]
    public static void Create()
    {
        var folder = new TemporaryFolder();
        Environment.SetEnvironmentVariable("NOISYLABELS_CACHE", folder.CreateFolder("cache"));
        Environment.SetEnvironmentVariable("NOISYLABELS_HOME", folder.CreateFolder("home"));
        Environment.SetEnvironmentVariable("NOISYLABELS_BACKBONES", null);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
    }
}
