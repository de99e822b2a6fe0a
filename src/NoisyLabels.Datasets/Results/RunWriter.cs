using System.Text.Json;
using NoisyLabels.Common.Files;
using NoisyLabels.Datasets.Corrections;
using NoisyLabels.Datasets.Files;
using NoisyLabels.Datasets.Results.Issues;
using NoisyLabels.Datasets.Results.Tables;

namespace NoisyLabels.Datasets.Results;

/// <summary>Writes the folder of results of a run: all of it or nothing.</summary>
public static class RunWriter
{
    private const int BufferSize = 1 << 16;

    /// <summary>Call before the work begins, so that nobody computes for an hour to be refused at the end.</summary>
    /// <exception cref="UserErrorException">
    /// The folder holds something else than the results of an earlier run, or nothing can be written there.
    /// </exception>
    public static void CheckOutput(string outputFolder)
    {
        RunFolder.CheckReplaceable(outputFolder);
        try
        {
            using var staged = new StagedFolder(outputFolder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(outputFolder, exception);
        }
    }

    /// <summary>
    /// Writes every file that <see cref="RunFiles"/> names, and those of <paramref name="extra"/>, into a folder beside
    /// the output and moves it there. The results of an earlier run are replaced.
    /// </summary>
    /// <param name="extra">Further files: a plain name and what writes the content.</param>
    /// <exception cref="UserErrorException">
    /// The folder may not be replaced, or the disk is full or read-only; nothing has changed then.
    /// </exception>
    public static void Write(
        string outputFolder,
        RunOutcome outcome,
        IEnumerable<(string Name, Action<Stream> Write)>? extra = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outputFolder);
        ArgumentNullException.ThrowIfNull(outcome);
        CheckAligned(outcome);
        RunFolder.CheckReplaceable(outputFolder);
        List<(string Name, Action<Stream> Write)> files = [.. Files(outcome), .. extra ?? []];
        CheckNames(files);
        var document = RunSummary.Of(
            outcome, [.. files.Select(file => file.Name).Append(RunFiles.Run).Order(StringComparer.Ordinal)]);
        files.Add((RunFiles.Run, stream => JsonSerializer.Serialize(stream, document, JsonFormat.Options)));
        try
        {
            using var staged = new StagedFolder(outputFolder);
            foreach (var (name, write) in files)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var stream = new FileStream(
                    Path.Combine(staged.Path, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize);
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            cancellationToken.ThrowIfCancellationRequested();
            staged.Commit();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(outputFolder, exception);
        }
    }

    private static IEnumerable<(string Name, Action<Stream> Write)> Files(RunOutcome outcome)
    {
        var modelVersion = RunSummary.ModelVersionOf(outcome);
        var corrections = RunCorrections.Of(outcome, modelVersion);
        return
        [
            (RunFiles.IssuesCsv, stream => IssueCsv.Write(stream, IssueTable.Rows(outcome, modelVersion))),
            (RunFiles.IssuesParquet, stream => IssueParquet.Write(stream, IssueTable.Rows(outcome, modelVersion))),
            (RunFiles.IssuesJsonLines, stream => IssueJsonLines.Write(stream, IssueTable.Rows(outcome, modelVersion))),
            (RunFiles.Corrections, stream => CorrectionsFile.WriteArrays(stream, corrections)),
            (RunFiles.VersionedCorrections, stream => CorrectionsFile.WriteVersioned(stream, corrections)),
            (RunFiles.PredProbs, stream => NpyFile.Write(stream, outcome.Detection.PredProbs)),
            (RunFiles.Features, stream => NpyFile.Write(stream, outcome.Features.Features)),
            (RunFiles.Classes, stream => PlainTables.WriteClasses(stream, outcome.Dataset.Classes)),
            (RunFiles.ClassSummary, stream => ClassSummary.Write(stream, outcome)),
            (RunFiles.NoiseTransition, stream => PlainTables.WriteNoiseTransition(stream, outcome)),
            (RunFiles.Manifest, stream => PlainTables.WriteManifest(stream, outcome)),
            (RunFiles.Schema, SchemaDocument.Write),
        ];
    }

    private static void CheckAligned(RunOutcome outcome)
    {
        var (items, detection) = (outcome.Features.Items, outcome.Detection);
        int[] lengths =
        [
            outcome.Features.Facts.Count, outcome.Features.Features.Rows, detection.PredProbs.Rows,
            detection.LabelQuality.Length, detection.IsLabelIssue.Length, detection.PredictedLabel.Length,
            detection.SuggestedLabel.Length, detection.SuggestedLabelConfidence.Length,
            outcome.Neighbors?.IsOutlier.Length ?? items.Count,
            outcome.Neighbors?.NearDuplicateSet.Length ?? items.Count,
        ];
        if (lengths.Any(length => length != items.Count))
        {
            throw new ArgumentException(
                $"{items.Count} images, but arrays of {string.Join(", ", lengths)} rows.", nameof(outcome));
        }

        for (var i = 1; i < items.Count; i++)
        {
            if (string.CompareOrdinal(items[i - 1].FileName, items[i].FileName) >= 0)
            {
                throw new ArgumentException($"\"{items[i].FileName}\" is out of order.", nameof(outcome));
            }
        }
    }

    private static void CheckNames(List<(string Name, Action<Stream> Write)> files)
    {
        var seen = new HashSet<string>(RealPath.Comparer) { RunFiles.Run };
        if (files.Find(
            file => file.Name != Path.GetFileName(file.Name) || file.Name is "" or "." or ".." || !seen.Add(file.Name))
            is { Name: { } name })
        {
            throw new ArgumentException($"\"{name}\" is no plain name of its own.", nameof(files));
        }
    }

    private static UserErrorException Unwritable(string folder, Exception exception) => new(
        $"The results cannot be written to \"{folder}\": {exception.Message.TrimEnd('.')}. Nothing was left there; "
        + "make room, or name another folder with --output.",
        exception);
}
