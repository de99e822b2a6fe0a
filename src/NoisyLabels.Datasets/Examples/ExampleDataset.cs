using NoisyLabels.Datasets.Examples.Objects;
using NoisyLabels.Datasets.Examples.Scenes;
using NoisyLabels.Datasets.Files;
using NoisyLabels.Imaging.Encoding;

namespace NoisyLabels.Datasets.Examples;

/// <summary>
/// A data set that is drawn, not downloaded: eight classes of things in front of backgrounds, in folders by their given
/// labels, some of them wrong. Images differ in difficulty (covered, out of focus, pale, alike another class), and it
/// is the hard ones that are mislabelled, mostly as the class they resemble: noise that depends on the instance, as
/// people's does. The truth lies beside the folders, in <c>truth.csv</c>.
/// </summary>
public static class ExampleDataset
{
    /// <summary>
    /// Share of the wrong labels that go to the class that the image resembles; the others go anywhere.
    /// </summary>
    private const double TowardsResembled = 0.8;

    /// <summary>Weight of carelessness beside difficulty: even plain images are mislabelled now and then.</summary>
    private const double Carelessness = 0.06;

    /// <summary>The classes, in ordinal order.</summary>
    public static IReadOnlyList<string> Classes { get; } = [.. ObjectCatalog.All.Select(drawn => drawn.Name)];

    /// <summary>Draws the images and writes them with their truth; the folder appears whole or not at all.</summary>
    /// <param name="folder">Must be empty or absent.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after each image; from several threads.</param>
    /// <param name="cancellationToken">Stops between images; nothing is left behind.</param>
    /// <exception cref="UserErrorException">An option is out of its range, or the folder cannot be written.</exception>
    public static ExampleSummary Write(
        string folder,
        ExampleOptions? options = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new ExampleOptions();
        options.Validate(Classes.Count);
        NewFolder.RequireFree(folder);
        var plan = Plan(options);
        TruthRow[] truth = [.. plan.OrderBy(row => row.FileName, StringComparer.Ordinal)];
        if (!options.DryRun)
        {
            NewFolder.Write(folder, staged =>
            {
                WriteImages(staged, plan, options, progress, cancellationToken);
                TruthFile.Write(staged, truth);
            });
        }

        return new ExampleSummary(Path.GetFullPath(folder), Classes, truth);
    }

    /// <summary>Class, difficulty and given label of each image, in the order of drawing.</summary>
    private static TruthRow[] Plan(ExampleOptions options)
    {
        // Beside the streams of the images, which count from 0.
        var dice = Dice.For(options.Seed, -1);
        var difficulties = Enumerable.Range(0, options.Images)
            .Select(_ => options.Difficulty == 0 ? 0 : Math.Pow(dice.NextDouble(), 1 / options.Difficulty))
            .ToArray();
        var wrong = dice.Draw(Rates(difficulties, options.NoiseRate));
        return [.. difficulties.Select((difficulty, i) =>
        {
            var drawn = ObjectCatalog.All[i % Classes.Count];
            var given = wrong[i] ? WrongLabel(drawn, dice) : drawn.Name;
            return new TruthRow($"{given}/image-{i + 1:00000}.jpg", drawn.Name, given, Math.Round(difficulty, 6));
        })];
    }

    /// <summary>
    /// Each image's chance of a wrong label, min(0.95, c · (carelessness + difficulty²)), with c so that they sum to
    /// rate · images.
    /// </summary>
    private static double[] Rates(double[] difficulties, double rate)
    {
        double[] At(double c) => [.. difficulties.Select(d => Math.Min(0.95, c * (Carelessness + (d * d))))];
        var (low, high) = (0.0, 1 / Carelessness);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = At(middle).Average() < rate ? (middle, high) : (low, middle);
        }

        return At(low);
    }

    private static string WrongLabel(DrawnObject drawn, Dice dice)
    {
        if (dice.Chance(TowardsResembled))
        {
            return drawn.Resembles;
        }

        var others = Classes.Where(name => name != drawn.Name).ToArray();
        return others[dice.Below(others.Length)];
    }

    private static void WriteImages(
        string root,
        TruthRow[] plan,
        ExampleOptions options,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        foreach (var name in Classes)
        {
            Directory.CreateDirectory(Path.Combine(root, name));
        }

        var done = 0;
        Parallel.For(0, plan.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var row = plan[i];
            var drawn = ObjectCatalog.All[ObjectCatalog.IndexOf(row.Label)];
            // A mislabelled image comes to look like what it was taken for, whichever class that is.
            var taken = row.GivenLabel == row.Label ? drawn.Resembles : row.GivenLabel;
            var image = ScenePainter.Paint(
                drawn,
                ObjectCatalog.All[ObjectCatalog.IndexOf(taken)],
                (float)row.Difficulty!.Value,
                options.Size,
                Dice.For(options.Seed, i));
            File.WriteAllBytes(Path.Combine(root, row.FileName), ImageEncoder.ToJpeg(image, options.JpegQuality));
            progress?.Report(new WorkProgress("drawing", Interlocked.Increment(ref done), plan.Length, "images"));
        });
    }
}
