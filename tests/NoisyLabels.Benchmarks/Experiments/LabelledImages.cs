using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Features;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Testing;

namespace NoisyLabels.Benchmarks.Experiments;

/// <summary>Images to learn from, with noisy labels and the truth about them, and images to test with.</summary>
/// <param name="Training">With the noisy labels.</param>
/// <param name="Truth">[N] right labels of the training images, looked at only to report.</param>
/// <param name="Test">With right labels.</param>
internal sealed record LabelledImages(TrainingSet Training, int[] Truth, TrainingSet Test)
{
    private const int Side = 32;

    /// <summary>CIFAR-10 with labels that people gave.</summary>
    /// <param name="column">Column of the noisy labels.</param>
    public static LabelledImages FromPeople(string column, ExperimentScale scale, int seed) =>
        Load(classes: 10, scale.Images, scale, seed, row => row[column]);

    /// <summary>The first classes of CIFAR-10 by their names, with a share of the right labels flipped at random.</summary>
    public static LabelledImages Flipped(ExperimentScale scale, int seed)
    {
        var loaded = Load(scale.FewClasses, scale.FewImages, scale, seed, row => row["clean"]);
        var dice = Dice.For(seed, index: 2);
        var flips = dice.Draw([.. loaded.Truth.Select(_ => scale.Flipped)]);
        var given = loaded.Truth.Select((truth, i) =>
            flips[i] ? (truth + 1 + dice.Below(scale.FewClasses - 1)) % scale.FewClasses : truth);
        return loaded with { Training = loaded.Training with { Given = [.. given] } };
    }

    private static LabelledImages Load(
        int classes, int images, ExperimentScale scale, int seed, Func<Dictionary<string, string>, string> given)
    {
        var folder = SharedData.Unzipped(
            SharedData.Cifar10n ?? throw new InvalidOperationException(SharedData.AbsentReason));
        var lines = File.ReadAllLines(Path.Combine(folder, "labels.csv"));
        var header = lines[0].Split(',');
        var rows = lines[1..]
            .Select(line => header.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second))
            .ToArray();
        string[] names = [.. rows.Select(r => r["clean"]).Distinct().Order(StringComparer.Ordinal).Take(classes)];
        var training = Drawn("train", images, stream: 0);
        var test = Drawn("test", scale.TestImages, stream: 1);
        string[] files = [.. training.Concat(test).Select(row => Path.Combine(folder, row["path"]))];
        TrainingInputs inputs = scale.OnFeatures ? Features(files) : Pixels(files);
        return new(
            new(new InputRange(inputs, 0, training.Length), Numbers(training, given), classes),
            Numbers(training, row => row["clean"]),
            new(new InputRange(inputs, training.Length, test.Length), Numbers(test, row => row["clean"]), classes));

        Dictionary<string, string>[] Drawn(string split, int count, int stream)
        {
            var eligible = rows.Where(r => r["split"] == split && names.Contains(r["clean"])).ToArray();
            return [.. Dice.For(seed, stream).Order(eligible.Length).Take(count).Select(i => eligible[i])];
        }

        int[] Numbers(Dictionary<string, string>[] chosen, Func<Dictionary<string, string>, string> label) =>
            [.. chosen.Select(row => Array.IndexOf(names, label(row)))];
    }

    private static ByteImages Pixels(string[] files)
    {
        var decoder = new ImageDecoder();
        var images = files.Select(file =>
            DecodedSquares.Planes(decoder.DecodeSquares(File.ReadAllBytes(file), [Side]).Images[0]));
        return new([.. images], new(3, Side, Side));
    }

    // Of the default backbone, from the cache where they are known already.
    private static FrozenFeatures Features(string[] files)
    {
        var backbone = new BackboneCatalog(BackboneOptions.FromEnvironment()).Resolve(null);
        var items = files.Select((file, i) => new DatasetItem($"{i}", file, null, 0));
        var found = new FeatureExtractor().Extract(new("", [""], [.. items], []), backbone, new());
        return found.Skipped.Count == 0
            ? FrozenFeatures.Of(found.Features, FeatureBlocks.Of(backbone, found.Sizes.Count).FinalColumns)
            : throw new InvalidOperationException($"{found.Skipped[0].FileName} cannot be read.");
    }
}
