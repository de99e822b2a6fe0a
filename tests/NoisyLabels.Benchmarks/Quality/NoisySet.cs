using NoisyLabels.Datasets.Examples;
using NoisyLabels.Datasets.Examples.Noise;
using NoisyLabels.Testing;
using TruthFile = NoisyLabels.Datasets.Evaluation.TruthFile;

namespace NoisyLabels.Benchmarks.Quality;

/// <summary>Images with noisy labels and the truth about them.</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="Input">A folder or a manifest.</param>
/// <param name="LabelColumn">Column of the manifest that holds the noisy labels.</param>
/// <param name="Truth">The right labels.</param>
internal sealed record NoisySet(string Name, string Input, string? LabelColumn, TruthFile Truth)
{
    /// <summary>10,000 images with labels that people gave: about 9, 18 and 41 % wrong.</summary>
    public static IEnumerable<NoisySet> Cifar10n()
    {
        var manifest = Path.Combine(SharedData.Unzipped(Required(SharedData.Cifar10n)), "labels.csv");
        var truth = TruthFile.Read(manifest);
        return new[] { "aggre", "random1", "worse" }.Select(column => new NoisySet($"cifar10n {column}", manifest, column, truth));
    }

    /// <summary>800 photographs with a share of the labels flipped by the product's own command.</summary>
    public static IEnumerable<NoisySet> CatsAndDogs(string folder, int seeds)
    {
        var source = Path.Combine(SharedData.Unzipped(Required(SharedData.CatsDogs)), "cats-dogs");
        foreach (var (rate, seed) in new[] { 0.05, 0.2, 0.4 }.SelectMany(rate => Enumerable.Range(1, seeds).Select(seed => (rate, seed))))
        {
            var noisy = Path.Combine(folder, $"cats-dogs-{rate}-{seed}");
            NoiseMaker.Make(source, noisy, new NoiseOptions { Rate = rate, Kind = NoiseKind.Symmetric, Seed = seed });
            yield return new($"cats-dogs {rate:P0}", noisy, null, TruthFile.Read(Path.Combine(noisy, "truth.csv")));
        }
    }

    private static string Required(string? path) => path ?? throw new InvalidOperationException(SharedData.AbsentReason);
}
