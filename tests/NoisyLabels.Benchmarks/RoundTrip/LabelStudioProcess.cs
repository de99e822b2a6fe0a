using System.Diagnostics;
using NoisyLabels.Benchmarks.Server;
using NoisyLabels.Testing;

namespace NoisyLabels.Benchmarks.RoundTrip;

/// <summary>The real Label Studio of <c>../shared/label-studio</c>, on loopback and on data that go with it.</summary>
internal sealed class LabelStudioProcess : IDisposable
{
    public const string Token = "0123456789abcdef0123456789abcdef01234567";

    /// <summary>The first start of a machine installs it, and that of a data directory migrates it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private readonly TemporaryFolder _folder;
    private readonly ServerProcess _process;

    private LabelStudioProcess(TemporaryFolder folder, ServerProcess process) => (_folder, _process) = (folder, process);

    public Uri Address => _process.Address;

    /// <summary>Folder that is served as local files.</summary>
    public string Files => _folder["files"];

    /// <exception cref="UserErrorException">It is not beside the repository.</exception>
    public static async Task<LabelStudioProcess> StartAsync()
    {
        if (SharedData.Root is not { } root
            || Path.Combine(root, "label-studio", "start.sh") is not { } script
            || !File.Exists(script))
        {
            throw new UserErrorException(
                "The real Label Studio of ../shared/label-studio is not beside this repository, and nothing stands in "
                + "for it here.");
        }

        var folder = new TemporaryFolder();
        try
        {
            folder.CreateFolder("files");
            CopyMigrated(folder.CreateFolder("data"));
            var address = ServerProcess.FreeAddress();
            var start = new ProcessStartInfo(
                "bash",
                [script, "--dir", folder["data"], "--port", $"{address.Port}", "--files", folder["files"]])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            return new LabelStudioProcess(folder, await ServerProcess.StartAsync(start, address, Patience));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _process.Dispose();
        _folder.Dispose();
    }

    /// <summary>Only a saving: where the tests have left no migrated data, Label Studio migrates the empty folder.</summary>
    private static void CopyMigrated(string to)
    {
        var from = Path.Combine(Path.GetTempPath(), "noisylabels-test-data", "label-studio-1.23.2");
        if (Directory.Exists(from))
        {
            FolderCopy.Make(from, to);
        }
    }
}
