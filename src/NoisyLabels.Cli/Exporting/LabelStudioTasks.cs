using System.Text.Json;
using NoisyLabels.Cli.Importing;
using NoisyLabels.Datasets.Corrections;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Cli.Exporting;

/// <summary>
/// Corrected labels as a file of tasks: each label is an annotation, each suggestion about which nobody has decided a
/// prediction beside it. The task's data keeps the way back to the file, as 'import' writes it.
/// </summary>
internal sealed class LabelStudioTasks(
    ChoiceControl control, string imageKey, Func<DatasetItem, string> addressOf, string? modelVersion)
{
    private const string UnknownVersion = "noisylabels";

    public Task WriteAsync(Stream stream, CorrectedLabels labels, CancellationToken token) =>
        JsonSerializer.SerializeAsync(stream, labels.Items.Select(TaskOf), LabelStudioJson.Options, token);

    private TaskToImport TaskOf(CorrectedLabel label)
    {
        var data = new Dictionary<string, string>
        {
            [imageKey] = addressOf(label.Item),
            [TaskKeys.FileName] = label.Item.FileName,
            [TaskKeys.GivenLabel] = label.GivenLabel,
        };
        if (label.Correction?.Sha256 is { } sha256)
        {
            data[TaskKeys.Sha256] = sha256;
        }

        if (label.Item.Split is { } split)
        {
            data[TaskKeys.Split] = split;
        }

        return new TaskToImport(data, [new NewAnnotation(Regions(label.Label, null))], [.. Predictions(label)]);
    }

    private IEnumerable<PredictionToImport> Predictions(CorrectedLabel label) =>
        label.Correction is { State: CorrectionState.Suggested } correction
        && Regions(correction.CorrectedLabel, correction.Score) is { Count: > 0 } regions
            ? [new PredictionToImport(modelVersion ?? UnknownVersion, Math.Clamp(correction.Score, 0, 1), regions)]
            : [];

    private IReadOnlyList<PredictionRegion> Regions(string label, double? score) =>
        PredictionRegions.For(control, [label], score, TaskData.Empty);
}

/// <summary>A task as Label Studio imports it from a file.</summary>
internal sealed record TaskToImport(
    IReadOnlyDictionary<string, string> Data,
    IReadOnlyList<NewAnnotation> Annotations,
    IReadOnlyList<PredictionToImport> Predictions);

/// <summary>A suggestion about which nobody has decided, as Label Studio imports it with its task.</summary>
/// <param name="Score">Probability that the suggestion is right, 0 to 1.</param>
internal sealed record PredictionToImport(
    string ModelVersion, double Score, IReadOnlyList<PredictionRegion> Result);
