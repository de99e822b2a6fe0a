using NoisyLabels.Datasets.Reading;
using NoisyLabels.Datasets.Results;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Features;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Neighbors;

namespace NoisyLabels.Datasets.Finding;

/// <summary>
/// The whole way from a folder to what is wrong in it: read, encode, look at neighbours, learn, judge.
/// </summary>
/// <param name="time">Stamps the run and measures its phases.</param>
public sealed class LabelIssueFinder(TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <exception cref="UserErrorException">
    /// The input, the backbone or the method cannot be used; the message says why.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was encoded until then is in the cache.</exception>
    public RunOutcome Run(
        FindOptions options, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var method = DetectionMethods.Named(options.Method);
        TorchRuntime.EnsureLoaded(); // first: what is wrong with it should be known before the images are encoded
        var started = _time.GetUtcNow();
        var timings = new Stopwatches(_time);
        var reading = new DatasetOptions { LabelColumn = options.LabelColumn, Images = options.Images };
        var dataset = timings.Measure("reading", () => DatasetReader.Read(options.Input, reading));
        var backbone = new BackboneCatalog(BackboneOptions.FromEnvironment()).Resolve(options.Backbone);
        var features = timings.Measure("features", () =>
            new FeatureExtractor(time: _time).Extract(dataset, backbone, options.Features, progress, cancellation));
        features = features with { Warnings = [.. backbone.Notes, .. features.Warnings] };
        RequireImages(dataset, features);

        var detector = new LabelIssueDetector(features, backbone, dataset.Classes, options.Threads);
        var graph = timings.Measure("neighbours", () => detector.FindNeighbors(progress, cancellation));
        var detection = timings.Measure("learning", () => detector.Detect(
            method,
            graph,
            options.Seed,
            Path.Combine(options.CachePath, "trainings"),
            options.InstanceGm,
            progress,
            cancellation));
        var info = Info(options, backbone, features, detection, started, timings.Seconds);
        return new RunOutcome(dataset, features, detection, info) { Neighbors = Findings(graph) };
    }

    private static void RequireImages(ImageDataset dataset, FeatureSet features)
    {
        if (features.Items.Count == 0)
        {
            var reasons = features.Skipped.Take(3).Select(s => $"{s.FileName}: {s.Reason}");
            throw new UserErrorException(
                $"None of the {dataset.Items.Count} images in {dataset.Root} could be read, so there is nothing to look at. "
                + string.Join(" ", reasons));
        }
    }

    private static NeighborFindings Findings(NeighborGraph graph)
    {
        var (duplicates, outliers) = (NearDuplicates.Find(graph), Outliers.Score(graph));
        return new NeighborFindings
        {
            IsNearDuplicate = duplicates.IsNearDuplicateIssue,
            NearDuplicateScore = duplicates.NearDuplicateScore,
            NearDuplicateSet = [.. duplicates.NearDuplicateSet.Select(set => set < 0 ? (int?)null : set)],
            IsOutlier = outliers.IsOutlierIssue,
            OutlierScore = outliers.OutlierScore,
        };
    }

    private static RunInfo Info(
        FindOptions options,
        Backbone backbone,
        FeatureSet features,
        DetectionResult detection,
        DateTimeOffset started,
        IReadOnlyDictionary<string, double> timings) => new()
    {
        ToolVersion = ToolVersion.Current,
        CreatedAt = started,
        Source = options.Input,
        Options = new Dictionary<string, object?>
        {
            ["backbone"] = options.Backbone,
            ["sizes"] = options.Sizes,
            ["method"] = options.Method,
            ["label_column"] = options.LabelColumn,
        },
        Seed = options.Seed,
        Threads = options.Threads,
        Device = detection.Device,
        Backbone = new(backbone.Name, backbone.Sha256, features.Sizes, features.Features.Columns),
        EstimatedNoiseRate = 1 - detection.LabelQuality.Average(),
        Timings = timings,
    };
}

/// <summary>Seconds of each phase of a run, by its name.</summary>
internal sealed class Stopwatches(TimeProvider time)
{
    private readonly Dictionary<string, double> _seconds = [];

    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    public T Measure<T>(string phase, Func<T> work)
    {
        var started = time.GetTimestamp();
        var result = work();
        _seconds[phase] = Math.Round(time.GetElapsedTime(started).TotalSeconds, 3);
        return result;
    }
}
