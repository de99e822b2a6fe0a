using System.Numerics.Tensors;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features;
using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Neighbors;
using TorchSharp;

namespace NoisyLabels.Learning.Detection;

/// <summary>Judges the given labels of images whose features are known: neighbours first, then a method.</summary>
public sealed class LabelIssueDetector
{
    private readonly FeatureSet _features;
    private readonly IReadOnlyList<string> _classes;
    private readonly FeatureBlocks _blocks;

    /// <param name="features">Of at least one image.</param>
    /// <param name="backbone">The backbone that made the features.</param>
    /// <param name="classes">Names of the K classes, in the order of the given labels.</param>
    /// <param name="threads">Threads of libtorch, for the whole process.</param>
    /// <exception cref="UserErrorException">A feature is no finite number, or libtorch cannot be loaded.</exception>
    public LabelIssueDetector(FeatureSet features, Backbone backbone, IReadOnlyList<string> classes, int threads)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(backbone);
        RequireFinite(features);
        TorchRuntime.EnsureLoaded();
        torch.set_num_threads(threads);
        (_features, _classes, _blocks) = (features, classes, FeatureBlocks.Of(backbone, features.Sizes.Count));
    }

    /// <summary>Finds the nearest neighbours of each image; the methods take as many of them as they need.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public NeighborGraph FindNeighbors(IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        ExactNeighbors.Find(_blocks.Final(_features.Features), ExactNeighbors.DefaultK, progress, cancellation);

    /// <summary>Runs a method, and keeps back its flags where the images say too little about the labels.</summary>
    /// <param name="graph">From <see cref="FindNeighbors"/>.</param>
    /// <param name="seed">The same seed gives the same numbers.</param>
    /// <param name="checkpointFolder">See <see cref="DetectionInput.CheckpointFolder"/>.</param>
    /// <param name="instanceGm">See <see cref="DetectionInput.InstanceGm"/>.</param>
    /// <exception cref="OperationCanceledException">Cancelled between two steps.</exception>
    public DetectionResult Detect(
        IDetectionMethod method,
        NeighborGraph graph,
        int seed,
        string? checkpointFolder = null,
        InstanceGmOptions? instanceGm = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        int[] given = [.. _features.Items.Select(item => item.GivenLabel)];
        if (given.Distinct().Count() < 2)
        {
            return SingleClass.Result(method.Name, given, _classes);
        }

        var input = new DetectionInput(
            _features.Features, _blocks.FinalColumns, given, _classes.Count, graph, seed)
        {
            Items = _features.Items,
            CheckpointFolder = checkpointFolder,
            InstanceGm = instanceGm,
        };
        return Restraint.Apply(method.Detect(input, progress, cancellation), given, _classes);
    }

    private static void RequireFinite(FeatureSet features)
    {
        foreach (var (row, item) in features.Items.Index())
        {
            if (!TensorPrimitives.IsFiniteAll<float>(features.Features.Row(row)))
            {
                throw new UserErrorException(
                    $"The backbone gave features that are no finite numbers for {item.FileName}. "
                    + "Its description (mean, std, scale) probably does not fit the model; see `noisylabels backbone list`.");
            }
        }
    }
}
