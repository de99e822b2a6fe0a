using System.Runtime.CompilerServices;
using NoisyLabels.Cli.Connecting;
using NoisyLabels.Testing;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.Cli.Tests;

/// <summary>
/// Gives the tests a cache and a data folder of their own, and the key of the fake Label Studio, for this process and
/// those it starts. Set once: tests run side by side.
/// </summary>
internal static class OwnFolders
{
    [ModuleInitializer]
    public static void Create()
    {
        var folder = new TemporaryFolder();
        Environment.SetEnvironmentVariable("NOISYLABELS_CACHE", folder.CreateFolder("cache"));
        Environment.SetEnvironmentVariable("NOISYLABELS_HOME", folder.CreateFolder("home"));
        Environment.SetEnvironmentVariable("NOISYLABELS_BACKBONES", null);
        Environment.SetEnvironmentVariable(LabelStudioAccess.KeyVariable, FakeAccess.LegacyToken);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
    }
}
