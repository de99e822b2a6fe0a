using NoisyLabels.Learning.Datasets;
using NoisyLabels.Learning.Detection.Methods;
using NoisyLabels.Learning.Tests.InstanceGM;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Detection.Methods;

public sealed class InstanceGmTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void On_images_every_one_is_judged_from_its_file_by_a_model_that_did_not_learn_its_label()
    {
        TinyImages.WriteFolderPerClass(_folder["set"], 12, "cats", "dogs");
        var dataset = DatasetReader.Read(_folder["set"]);
        var drawn = Gaussians.Draw(dataset.Items.Count, classes: 2, distance: 1, noise: 0);
        var input = drawn.Input with { Given = [.. dataset.Items.Select(i => i.GivenLabel)], Items = dataset.Items };

        var result = new InstanceGmOnImages(TwoBrightnesses.TinyOptions).Detect(input, null, TestContext.Current.CancellationToken);

        Assert.Equal("instancegm", result.Method);
        Assert.Equal(dataset.Items.Count, result.PredProbs.Rows);
        Assert.Equal(TwoBrightnesses.TinyOptions.Epochs, result.Facts["epochs"]);
        Assert.All(result.LabelQuality, quality => Assert.InRange(quality, 0, 1));
    }

    [Fact]
    public void Features_alone_are_not_enough_for_the_method_on_images() => Assert.Throws<ArgumentException>(() =>
        new InstanceGmOnImages().Detect(
            Gaussians.Draw(4, classes: 2, distance: 1, noise: 0).Input, null, TestContext.Current.CancellationToken));
}
