using NoisyLabels.Datasets.Results.Issues;
using NoisyLabels.Learning.Numerics;

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

/// <summary>A run read back from its folder.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Document">The content of run.json.</param>
/// <param name="Issues">One row an image, in ordinal order of the file names.</param>
public sealed record SavedRun(string Folder, RunDocument Document, IReadOnlyList<IssueRow> Issues)
{
    /// <summary>Class names in ordinal order; the columns of the probabilities.</summary>
    public IReadOnlyList<string> Classes => Document.Dataset.Classes;

    /// <summary>[N, K] out-of-sample class probabilities; row i belongs to issue i.</summary>
    /// <exception cref="UserErrorException">The file is missing, damaged or of another run.</exception>
    public FloatMatrix ReadPredProbs()
    {
        var path = Path.Combine(Folder, RunFiles.PredProbs);
        if (!File.Exists(path))
        {
            throw new UserErrorException($"\"{Folder}\" lacks {RunFiles.PredProbs}; run find again.");
        }

        var matrix = NpyFile.Read(path);
        return matrix.Rows == Issues.Count && matrix.Columns == Classes.Count
            ? matrix
            : throw new UserErrorException(
                $"\"{path}\" holds {matrix.Rows} x {matrix.Columns} probabilities, but the run has "
                + $"{Issues.Count} images and {Classes.Count} classes; run find again.");
    }
}
