
namespace NoisyLabels.Cli.Diagnosis;

/// <summary>The folders that the program keeps for itself: can they be written, and is there room.</summary>
internal static class FolderChecks
{
    /// <summary>Features of a million images in one size take 2 GiB.</summary>
    private const long ComfortableSpace = 2L << 30;

    private const long MinSpace = 64L << 20;

    public static IEnumerable<Finding> All() =>
    [
        Check("cache folder", UserFolders.Cache, "NOISYLABELS_CACHE"),
        Check("data folder", UserFolders.Data, "NOISYLABELS_HOME"),
    ];

    internal static Finding Check(string subject, string folder, string variable)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".doctor-{Guid.NewGuid():N}.tmp");
            File.WriteAllBytes(probe, [1]);
            File.Delete(probe);
            return Judge(subject, folder, variable, new DriveInfo(folder).AvailableFreeSpace);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Finding.Fail(
                subject,
                $"{folder} cannot be written: {exception.Message}",
                $"Set {variable} to a folder that you may write.");
        }
    }

    internal static Finding Judge(string subject, string folder, string variable, long free)
    {
        var detail = $"{folder}, {ByteSize.Text(free)} free";
        var remedy = $"Make room, or set {variable} to a folder on another disk.";
        return free < MinSpace ? Finding.Fail(subject, detail, remedy)
            : free < ComfortableSpace ? Finding.Warn(subject, detail, remedy)
            : Finding.Ok(subject, detail);
    }
}
