using NoisyLabels.Datasets.Corrections.Applying;
using NoisyLabels.Datasets.Reading;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Corrections;

/// <summary>The labels of a dataset after its corrections; its images stay where they are.</summary>
/// <param name="Root">What the file names are relative to.</param>
/// <param name="Classes">In ordinal order: those of the dataset, and those that corrections brought.</param>
/// <param name="Items">In ordinal order of their file names; images that were excluded are not among them.</param>
/// <param name="ModelVersion">The model that made the suggestions; null where that is not known.</param>
public sealed record CorrectedLabels(
    string Root,
    IReadOnlyList<string> Classes,
    IReadOnlyList<CorrectedLabel> Items,
    string? ModelVersion,
    ApplySummary Summary)
{
    /// <param name="source">What the corrections were made for: a folder or a manifest.</param>
    /// <exception cref="UserErrorException">
    /// The dataset cannot be read, or the corrections are of another one.
    /// </exception>
    public static CorrectedLabels Of(
        CorrectionSet corrections,
        string source,
        ApplyOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corrections);
        options ??= new ApplyOptions();
        var dataset = DatasetReader.Read(source, options.Dataset);
        var decided = LabelDecisions.Make(dataset, corrections, options, cancellationToken);
        return new CorrectedLabels(
            dataset.Root,
            [.. dataset.Classes.Concat(decided.Summary.NewClasses).Order(StringComparer.Ordinal)],
            [
                .. decided.Images.Where(image => !image.IsExcluded).Select(image =>
                    new CorrectedLabel(image.Item, image.OriginalLabel, image.Label!, image.Correction)),
            ],
            corrections.ModelVersion,
            decided.Summary);
    }
}

/// <summary>An image with the label that it has after its correction.</summary>
/// <param name="GivenLabel">The dataset's own.</param>
/// <param name="Label">Equal to <paramref name="GivenLabel"/> where nothing was corrected.</param>
/// <param name="Correction">Where the label comes from; null where no correction fits the image.</param>
public sealed record CorrectedLabel(DatasetItem Item, string GivenLabel, string Label, Correction? Correction);
