using NoisyLabels.Datasets.Results;
using NoisyLabels.Learning.Numerics;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Results;

public sealed class RunReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_is_read_back()
    {
        Outcomes.Save(_folder["out"], Outcomes.CatsAndDogs());

        var run = RunReader.Read(_folder["out"]);

        Assert.Equal(["bird", "cat", "dog"], run.Classes);
        Assert.Equal(4, run.Issues.Count);
        Assert.Equal("knn", run.Document.Method);
        Assert.Equal(7, run.Document.Seed);
        Assert.Equal(Outcomes.Info.CreatedAt, run.Document.CreatedAt);
        Assert.Equal("resnet18", run.Document.Backbone.Name);
        Assert.Equal(["The cache could not be written."], run.Document.Warnings);
        Assert.Equal(0.25, run.Document.EstimatedNoiseRate);
        Assert.Equal(1.5, run.Document.TimingsSeconds["features"]);
    }

    [Fact]
    public void What_is_no_run_is_refused_with_a_sentence()
    {
        AssertRefused("gone", "There is no folder");
        _folder.CreateFolder("empty");
        AssertRefused("empty", "holds no results of noisylabels find");
        _folder.Write("other/run.json", "{}");
        AssertRefused("other", "holds no results of noisylabels find");
    }

    [Fact]
    public void A_run_that_lost_something_is_refused_with_a_sentence()
    {
        Outcomes.Save(_folder["out"], Outcomes.CatsAndDogs());
        var lines = File.ReadAllLines(_folder["out/issues.csv"]);

        File.WriteAllLines(_folder["out/issues.csv"], lines[..^1]);
        AssertRefused("out", "holds 3 images, but the run had 4");
        File.Delete(_folder["out/issues.csv"]);
        AssertRefused("out", "lacks issues.csv");
    }

    [Fact]
    public void Probabilities_of_another_run_are_refused_with_a_sentence()
    {
        Outcomes.Save(_folder["out"], Outcomes.CatsAndDogs());
        var run = RunReader.Read(_folder["out"]);

        using (var stream = File.Create(_folder["out/pred_probs.npy"]))
        {
            NpyFile.Write(stream, new FloatMatrix(4, 2));
        }

        Assert.Contains(
            "holds 4 x 2 probabilities",
            Assert.Throws<UserErrorException>(run.ReadPredProbs).Message,
            StringComparison.Ordinal);
        File.Delete(_folder["out/pred_probs.npy"]);
        Assert.Contains(
            "lacks pred_probs.npy",
            Assert.Throws<UserErrorException>(run.ReadPredProbs).Message,
            StringComparison.Ordinal);
    }

    private void AssertRefused(string folder, string expected)
    {
        var error = Assert.Throws<UserErrorException>(() => RunReader.Read(_folder[folder]));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
