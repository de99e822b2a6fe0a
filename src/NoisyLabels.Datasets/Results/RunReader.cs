using NoisyLabels.Datasets.Results.Issues;

namespace NoisyLabels.Datasets.Results;

/// <summary>Reads the folder that <see cref="RunWriter"/> wrote.</summary>
public static class RunReader
{
    /// <exception cref="UserErrorException">
    /// The folder is none of ours, incomplete, damaged, or of a newer version.
    /// </exception>
    public static SavedRun Read(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (!Directory.Exists(folder))
        {
            throw new UserErrorException($"There is no folder \"{folder}\"; name one that noisylabels find wrote.");
        }

        var run = Path.Combine(folder, RunFiles.Run);
        if (!File.Exists(run) || RunFolder.TryRead(run) is not { } document)
        {
            throw new UserErrorException(
                $"\"{folder}\" holds no results of noisylabels find (no {RunFiles.Run} of ours).");
        }

        var issues = Path.Combine(folder, RunFiles.IssuesCsv);
        if (!File.Exists(issues))
        {
            throw new UserErrorException($"\"{folder}\" lacks {RunFiles.IssuesCsv}; run find again.");
        }

        var rows = IssueCsv.Read(issues);
        return rows.Count == document.Dataset.ImagesUsed
            ? new SavedRun(folder, document, rows)
            : throw new UserErrorException(
                $"\"{issues}\" holds {rows.Count} images, but the run had {document.Dataset.ImagesUsed}: "
                + "it is cut off or was changed; run find again.");
    }
}
