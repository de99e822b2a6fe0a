using System.Globalization;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Results;

/// <summary>Puts together what <c>run.json</c> says of a run.</summary>
internal static class RunSummary
{
    public static string ModelVersionOf(RunOutcome outcome) =>
        outcome.Info.ModelVersion
        ?? string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Detection.Method}/{outcome.Info.Backbone.Name}/seed-{outcome.Info.Seed}");

    public static RunDocument Of(RunOutcome outcome, IReadOnlyList<string> files)
    {
        var (dataset, features, info) = (outcome.Dataset, outcome.Features, outcome.Info);
        SkippedImage[] skipped =
        [
            .. dataset.Skipped.Concat(features.Skipped).Distinct()
                .OrderBy(file => file.FileName, StringComparer.Ordinal),
        ];
        return new RunDocument
        {
            Tool = RunDocument.ToolName,
            SchemaVersion = RunDocument.CurrentSchemaVersion,
            ToolVersion = info.ToolVersion,
            CreatedAt = info.CreatedAt.ToUniversalTime(),
            Project = info.Project,
            ModelVersion = ModelVersionOf(outcome),
            Dataset = new RunDataset(
                info.Source,
                dataset.Root,
                SnapshotHash.Of(features.Items, features.Facts, dataset.Classes),
                features.Items.Count + skipped.Length,
                features.Items.Count,
                skipped.Length,
                dataset.Classes),
            Options = info.Options,
            Seed = info.Seed,
            Threads = info.Threads,
            Device = info.Device,
            Method = outcome.Detection.Method,
            Backbone = info.Backbone,
            FeaturesFromCache = features.FromCache,
            EncoderSeconds = features.EncoderSeconds,
            LabelIssues = outcome.Detection.IsLabelIssue.Count(isIssue => isIssue),
            EstimatedNoiseRate = info.EstimatedNoiseRate,
            Facts = outcome.Detection.Facts,
            Calibration = info.Calibration,
            TimingsSeconds = info.Timings,
            Files = files,
            Warnings = [.. outcome.Detection.Notes, .. features.Warnings],
            Skipped = skipped,
        };
    }
}
