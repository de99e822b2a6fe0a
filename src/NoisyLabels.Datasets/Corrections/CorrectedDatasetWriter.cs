using System.Security.Cryptography;
using NoisyLabels.Common.Files;
using NoisyLabels.Datasets.Corrections.Applying;
using NoisyLabels.Datasets.Files;
using NoisyLabels.Datasets.Reading;
using NoisyLabels.Datasets.Tables;

namespace NoisyLabels.Datasets.Corrections;

/// <summary>
/// Writes a dataset with its labels put right, as a folder per class: all of it or nothing. The source is never written
/// to, images keep their bytes and names, and <c>manifest.csv</c> says of each where it came from and why.
/// </summary>
public static class CorrectedDatasetWriter
{
    private static readonly string[] ManifestColumns =
        ["file_name", "source", "sha256", "original_label", "label", "action", "reason"];

    /// <param name="source">What the corrections were made for: a folder or a manifest.</param>
    /// <param name="destination">Does not exist, or is empty; outside of the source.</param>
    /// <exception cref="UserErrorException">
    /// The corrections are of another dataset, a label is no name of a folder, the destination may not be used, or
    /// writing failed. Nothing was written then.
    /// </exception>
    public static ApplySummary Write(
        CorrectionSet corrections,
        string source,
        string destination,
        ApplyOptions? options = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corrections);
        ArgumentException.ThrowIfNullOrWhiteSpace(destination);
        options ??= new ApplyOptions();
        try
        {
            var dataset = DatasetReader.Read(source, options.Dataset);
            DatasetFolders.Check(source, dataset.Root, destination);
            var plan = ApplyPlan.Make(dataset, corrections, options, cancellationToken);
            if (!options.DryRun)
            {
                Execute(plan, destination, options.Link, progress, cancellationToken);
            }

            return plan.Summary;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var remedy = options.Link == LinkMode.Copy ? "make room" : "use --link copy";
            throw new UserErrorException(
                $"The corrected dataset cannot be written to \"{destination}\": {exception.Message.TrimEnd('.')}. "
                + $"Nothing was left there; {remedy}, or name another folder.",
                exception);
        }
    }

    private static void Execute(
        ApplyPlan plan,
        string destination,
        LinkMode link,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        using var staged = new StagedFolder(destination);
        foreach (var folder in plan.Folders)
        {
            Directory.CreateDirectory(Path.Combine(staged.Path, folder));
        }

        var hashes = new string[plan.Images.Count];
        for (var i = 0; i < plan.Images.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hashes[i] = Place(plan.Images[i], staged.Path, link);
            progress?.Report(new WorkProgress("writing", i + 1, plan.Images.Count, "images"));
        }

        WriteManifest(Path.Combine(staged.Path, "manifest.csv"), plan, hashes);
        cancellationToken.ThrowIfCancellationRequested();
        staged.Commit();
    }

    /// <returns>SHA-256 of what now lies in the corrected dataset; of the source where the image is left out.</returns>
    private static string Place(PlannedImage image, string folder, LinkMode link)
    {
        var source = image.Item.FullPath;
        if (image.Target is null)
        {
            return HashOf(source);
        }

        var target = Path.Combine(folder, image.Target);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        switch (link)
        {
            case LinkMode.HardLink:
                HardLink.Create(target, RealPath.Of(source));
                break;
            case LinkMode.SymbolicLink:
                File.CreateSymbolicLink(target, RealPath.Of(source));
                break;
            default:
                File.Copy(source, target, overwrite: false);
                break;
        }

        return HashOf(target);
    }

    private static void WriteManifest(string path, ApplyPlan plan, string[] hashes)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        CsvTable.Write(
            stream,
            ManifestColumns,
            plan.Images.Select(IEnumerable<string?> (image, i) =>
            [
                image.Target, image.Item.FileName, hashes[i], image.OriginalLabel, image.Label, image.Action,
                image.Reason,
            ]));
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
