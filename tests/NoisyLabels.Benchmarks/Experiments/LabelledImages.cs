using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Examples;
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

    /// <summary>The first classes of CIFAR-10 by their names, with labels that people gave.</summary>
    /// <param name="column">Column of the noisy labels.</param>
    public static LabelledImages FromPeople(string column, int images, int testImages, int seed) =>
        Load(classes: 10, images, testImages, seed, (row, _) => row[column]);

    /// <summary>The first classes of CIFAR-10 by their names, with a share of the right labels flipped at random.</summary>
    public static LabelledImages Flipped(int classes, double share, int images, int testImages, int seed)
    {
        var loaded = Load(classes, images, testImages, seed, (row, _) => row["clean"]);
        var dice = Dice.For(seed, index: 2);
        var flips = dice.Draw([.. loaded.Truth.Select(_ => share)]);
        var given = Enumerable.Range(0, images)
            .Select(i => flips[i] ? (loaded.Truth[i] + 1 + dice.Below(classes - 1)) % classes : loaded.Truth[i]);
        return loaded with { Training = loaded.Training with { Given = [.. given] } };
    }

    private static LabelledImages Load(
        int classes, int images, int testImages, int seed, Func<Dictionary<string, string>, int, string> given)
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
        var test = Drawn("test", testImages, stream: 1);
        return new(
            Set(training, [.. training.Select((row, i) => Array.IndexOf(names, given(row, i)))]),
            [.. training.Select(row => Array.IndexOf(names, row["clean"]))],
            Set(test, [.. test.Select(row => Array.IndexOf(names, row["clean"]))]));

        Dictionary<string, string>[] Drawn(string split, int count, int stream)
        {
            var eligible = rows.Where(r => r["split"] == split && names.Contains(r["clean"])).ToArray();
            var order = Dice.For(seed, stream).Order(eligible.Length);
            return [.. order.Take(count).Select(i => eligible[i])];
        }

        TrainingSet Set(Dictionary<string, string>[] chosen, int[] labels) =>
            new(Read([.. chosen.Select(row => Path.Combine(folder, row["path"]))]), labels, classes);
    }

    private static ByteImages Read(string[] files)
    {
        var decoder = new ImageDecoder();
        var images = files.Select(file =>
            DecodedSquares.Planes(decoder.DecodeSquares(File.ReadAllBytes(file), [Side]).Images[0]));
        return new([.. images], new(3, Side, Side));
    }
}
