using NoisyLabels.Datasets.Evaluation;
using NoisyLabels.Datasets.Examples;
using NoisyLabels.Datasets.Finding;
using NoisyLabels.Datasets.Results;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Finding;

/// <summary>The whole way, on images that were drawn for it.</summary>
public sealed class LabelIssueFinderTests(LabelIssueFinderTests.Example example) : IClassFixture<LabelIssueFinderTests.Example>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Wrong_labels_are_found_far_better_than_by_chance()
    {
        var outcome = example.FirstRun;
        var truth = example.Summary.Truth.ToDictionary(row => row.FileName, row => row.Label);
        var items = outcome.Features.Items;

        var report = Evaluator.Evaluate(new EvaluationInput
        {
            LabelQuality = outcome.Detection.LabelQuality,
            IsLabelIssue = outcome.Detection.IsLabelIssue,
            GivenLabel = [.. items.Select(i => i.GivenLabel)],
            SuggestedLabel = outcome.Detection.SuggestedLabel,
            TrueLabel = [.. items.Select(i => outcome.Dataset.Classes.Index().Single(c => c.Item == truth[i.FileName]).Index)],
        });

        var chance = (double)example.Summary.WrongLabels / items.Count;
        Assert.True(report["average_precision"].Value > 3 * chance, $"{report["average_precision"].Value} against {chance}");
        Assert.True(report["auroc"].Value > 0.8, $"{report["auroc"].Value}");
        Assert.InRange(report.FlaggedImages, 1, items.Count / 3);
    }

    [Fact]
    public void A_second_run_from_the_cache_gives_the_same_numbers_to_the_bit()
    {
        var again = example.Find(example.CachePath);

        Assert.Equal(again.Features.Items.Count, again.Features.FromCache);
        AssertSame(example.FirstRun, again);
    }

    [Fact]
    public void A_cache_that_holds_half_of_the_images_gives_the_same_numbers_to_the_bit()
    {
        var cache = _folder["cache"];
        var half = example.FirstRun.Features.Items.Where((_, i) => i % 2 == 0);
        foreach (var item in half)
        {
            _folder.Write(Path.Combine("half", item.FileName), File.ReadAllBytes(item.FullPath));
        }

        Find(_folder["half"], cache);
        var again = example.Find(cache);

        Assert.InRange(again.Features.FromCache, 70, 90);
        AssertSame(example.FirstRun, again);
    }

    [Fact]
    public void What_a_run_says_about_itself_is_what_was_asked_for()
    {
        var info = example.FirstRun.Info;

        Assert.Equal(("cpu", Example.Seed), (info.Device, info.Seed));
        Assert.Equal(DetectionMethods.Default.Name, example.FirstRun.Detection.Method);
        Assert.Superset(new HashSet<string> { "reading", "features", "neighbours", "learning" }, info.Timings.Keys.ToHashSet());
        Assert.Equal(1 - example.FirstRun.Detection.LabelQuality.Average(), info.EstimatedNoiseRate);
        Assert.Equal(example.FirstRun.Features.Items.Count, example.FirstRun.Neighbors!.IsOutlier.Length);
    }

    [Fact]
    public void One_class_is_answered_with_a_note()
    {
        TinyImages.WriteFolderPerClass(_folder["one"], 6, "cats");

        var outcome = Find(_folder["one"], example.CachePath);

        Assert.DoesNotContain(true, outcome.Detection.IsLabelIssue);
        Assert.Contains("All images are labelled 'cats'", Assert.Single(outcome.Detection.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void One_image_alone_is_answered_too()
    {
        TinyImages.WriteFolderPerClass(_folder["single"], 1, "cats");

        Assert.Equal([1.0], Find(_folder["single"], example.CachePath).Detection.LabelQuality);
    }

    [Fact]
    public void A_class_with_three_images_is_not_flagged_and_named()
    {
        TinyImages.WriteFolderPerClass(_folder["uneven"], 12, "cats", "dogs");
        TinyImages.WriteFolderPerClass(_folder["few"], 3, "a", "b", "owls");
        Directory.Move(_folder["few/owls"], _folder["uneven/owls"]);

        var outcome = Find(_folder["uneven"], example.CachePath);

        var owls = outcome.Features.Items.Index().Where(i => outcome.Dataset.Classes[i.Item.GivenLabel] == "owls").ToArray();
        Assert.Equal(3, owls.Length);
        Assert.All(owls, owl => Assert.False(outcome.Detection.IsLabelIssue[owl.Index]));
        Assert.Contains(outcome.Detection.Notes, note => note.Contains("owls (3)", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_readable_is_answered_with_the_reasons()
    {
        _folder.Write("broken/cats/a.jpg", "no picture");
        _folder.Write("broken/dogs/b.jpg", "none either");

        var refused = Assert.Throws<UserErrorException>(() => Find(_folder["broken"], example.CachePath));

        Assert.StartsWith($"None of the 2 images in {_folder["broken"]} could be read", refused.Message, StringComparison.Ordinal);
        Assert.Contains("cats/a.jpg: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_method_is_refused_before_anything_is_read() =>
        Assert.Throws<UserErrorException>(() => new LabelIssueFinder().Run(
            new FindOptions { Input = _folder["absent"], Method = "magic" }, cancellation: TestContext.Current.CancellationToken));

    private static RunOutcome Find(string input, string cache) => new LabelIssueFinder().Run(
        new FindOptions { Input = input, CachePath = cache, Seed = Example.Seed }, cancellation: TestContext.Current.CancellationToken);

    private static void AssertSame(RunOutcome expected, RunOutcome actual)
    {
        Assert.Equal(expected.Features.Features.Values, actual.Features.Features.Values);
        Assert.Equal(expected.Detection.PredProbs.Values, actual.Detection.PredProbs.Values);
        Assert.Equal(expected.Detection.LabelQuality, actual.Detection.LabelQuality);
        Assert.Equal(expected.Detection.IsLabelIssue, actual.Detection.IsLabelIssue);
        Assert.Equal(expected.Detection.SuggestedLabel, actual.Detection.SuggestedLabel);
        Assert.Equal(expected.Detection.Facts, actual.Detection.Facts);
        Assert.Equal(expected.Neighbors!.OutlierScore, actual.Neighbors!.OutlierScore);
    }

    /// <summary>
    /// 160 drawn images of eight classes, about one in seven with a wrong label, and a run over them.
    /// </summary>
    public sealed class Example : IDisposable
    {
        public const int Seed = 5;

        private readonly TemporaryFolder _folder = new();

        public Example()
        {
            Summary = ExampleDataset.Write(_folder["example"], new ExampleOptions { Images = 160, Size = 64, Seed = 3 });
            FirstRun = Find(CachePath);
        }

        public ExampleSummary Summary { get; }

        public RunOutcome FirstRun { get; }

        public string CachePath => _folder["cache"];

        public RunOutcome Find(string cache) => LabelIssueFinderTests.Find(_folder["example"], cache);

        public void Dispose() => _folder.Dispose();
    }
}
