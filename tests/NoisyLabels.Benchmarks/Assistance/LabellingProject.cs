using NoisyLabels.Benchmarks.Quality;
using NoisyLabels.Datasets.Reading;
using NoisyLabels.Learning.Assistance;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Testing;

namespace NoisyLabels.Benchmarks.Assistance;

/// <summary>Images that people label one after the other, with what they would say of each and the truth.</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="Labels">[N] what people say.</param>
/// <param name="Truth">[N] right labels.</param>
/// <param name="Classes">[K] names.</param>
/// <param name="Counts">How many labels there are at each point of the curve.</param>
/// <param name="Flipped">Share of the labels that are made wrong on top of what people get wrong.</param>
/// <param name="Draws">How often other images are labelled.</param>
internal sealed record LabellingProject(
    string Name,
    ImageSpace Space,
    ClassifierBackbone Backbone,
    int[] Labels,
    int[] Truth,
    IReadOnlyList<string> Classes,
    int[] Counts,
    double Flipped,
    int Draws)
{
    /// <summary>800 photographs, all labelled rightly and a fifth wrongly.</summary>
    public static IEnumerable<LabellingProject> CatsAndDogs(string? backbone)
    {
        var folder = SharedData.CatsDogs ?? throw new InvalidOperationException(SharedData.AbsentReason);
        var dataset = DatasetReader.Read(Path.Combine(SharedData.Unzipped(folder), "cats-dogs"), new DatasetOptions());
        var (space, source, items) = Ready(dataset, backbone);
        int[] truth = [.. items.Select(i => i.GivenLabel)];
        foreach (var flipped in new[] { 0, 0.2 })
        {
            yield return new($"cats-dogs, {flipped:P0} wrong", space, source, truth, truth, dataset.Classes, [20, 40, 100, 300], flipped, 10);
        }
    }

    /// <summary>10,000 small images with what people said of them.</summary>
    public static IEnumerable<LabellingProject> Cifar10n(string? backbone)
    {
        ImageSpace? space = null;
        ClassifierBackbone? source = null;
        foreach (var set in NoisySet.Cifar10n().Where(s => s.LabelColumn is "random1" or "worse"))
        {
            var dataset = DatasetReader.Read(set.Input, new DatasetOptions { LabelColumn = set.LabelColumn });
            IReadOnlyList<DatasetItem> items = dataset.Items;
            if (space is null)
            {
                (space, source, items) = Ready(dataset, backbone);
                var clean = set.Truth.LabelsOf([.. items.Select(i => i.FileName)], dataset.Classes);
                yield return new("cifar10n, all right", space, source, clean, clean, dataset.Classes, [50, 100, 300, 1000, 3000], 0, 3);
            }

            var truth = set.Truth.LabelsOf([.. items.Select(i => i.FileName)], dataset.Classes);
            yield return new(set.Name, space, source!, [.. items.Select(i => i.GivenLabel)], truth, dataset.Classes, [50, 100, 300, 1000, 3000], 0, 3);
        }
    }

    /// <summary>[N] labels as far as they are given; another draw for each seed.</summary>
    public int[] Draw(int count, int seed) =>
        LabelDraws.Draw(Labels, count, (int)Math.Round(Flipped * count), Classes.Count, seed);

    private static (ImageSpace Space, ClassifierBackbone Source, IReadOnlyList<DatasetItem> Items) Ready(
        ImageDataset dataset, string? name)
    {
        var backbone = new BackboneCatalog(BackboneOptions.FromEnvironment()).Resolve(name);
        var features = new FeatureExtractor().Extract(dataset, backbone, new FeatureOptions());
        var space = ImageSpace.Of(features.Features, backbone, features.Sizes.Count);
        return (space, new(backbone.Name, backbone.Sha256, features.Sizes), features.Items);
    }
}
