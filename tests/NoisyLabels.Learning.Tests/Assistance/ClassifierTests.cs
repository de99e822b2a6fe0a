using NoisyLabels.Learning.Assistance;
using NoisyLabels.Learning.Numerics;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Assistance;

public sealed class ClassifierTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lessons _lessons = Lessons.Draw(400, count: 120, flipped: 10, classes: 3, innerColumns: 8);

    public void Dispose()
    {
        _lessons.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void New_images_are_predicted_as_those_that_were_learned_from()
    {
        var model = _lessons.Model();

        var probabilities = model.Classifier.PredictProbabilities(_lessons.Problem.Input.Features);

        var predicted = Enumerable.Range(0, 400).Select(i => Best(probabilities.Row(i))).ToArray();
        Assert.True(_lessons.AccuracyOnTheRest(predicted) > 0.97);
        Assert.True(Enumerable.Range(0, 400).Count(i => predicted[i] == model.PredictedLabel[i]) > 385);
        Assert.All(Enumerable.Range(0, 400), i => Assert.Equal(1, probabilities.Row(i).ToArray().Sum(p => (double)p), 1e-5));
    }

    [Fact]
    public void A_file_gives_back_the_same_classifier_to_the_bit()
    {
        var classifier = _lessons.Model().Classifier;
        classifier.Save(_folder["models/one.classifier"]);

        var loaded = Classifier.Load(_folder["models/one.classifier"]);

        Assert.Equal(classifier.Classes, loaded.Classes);
        Assert.Equal(classifier.Columns, loaded.Columns);
        Assert.Equal((classifier.Backbone.Name, classifier.Backbone.Sha256), (loaded.Backbone.Name, loaded.Backbone.Sha256));
        Assert.Equal(classifier.Backbone.Sizes, loaded.Backbone.Sizes);
        var features = _lessons.Problem.Input.Features;
        Assert.Equal(classifier.PredictProbabilities(features).Values, loaded.PredictProbabilities(features).Values);
        Assert.Equal(["models/one.classifier"], _folder.Files());
    }

    [Fact]
    public void A_file_is_replaced_as_a_whole()
    {
        var path = _folder["one.classifier"];
        _folder.Write("one.classifier", "something else");

        _lessons.Model().Classifier.Save(path);

        Assert.Equal(3, Classifier.Load(path).Classes.Count);
        Assert.Equal(["one.classifier"], _folder.Files());
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused_with_a_sentence()
    {
        var bytes = Saved();
        foreach (var length in new[] { 0, 5, 12, 60, bytes.Length / 2, bytes.Length - 1 })
        {
            var refused = Assert.Throws<UserErrorException>(() => Classifier.Load(_folder.Write("cut", bytes.AsSpan(0, length))));
            Assert.Contains("cut off", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_refused_with_a_sentence()
    {
        var bytes = Saved();
        foreach (var place in new[] { 0, 8, 20, 200, bytes.Length / 2, bytes.Length - 1 })
        {
            byte[] changed = [.. bytes];
            changed[place] ^= 1;
            var path = _folder.Write("changed", changed);
            Assert.Contains(path, Assert.Throws<UserErrorException>(() => Classifier.Load(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_of_another_version_is_refused_with_a_sentence_that_names_it()
    {
        var bytes = Saved();
        bytes[8] = 9;

        var refused = Assert.Throws<UserErrorException>(() => Classifier.Load(_folder.Write("later", bytes)));

        Assert.Contains("is of version 9, and this program reads version 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_with_a_sentence() =>
        Assert.Contains("cannot be read", Assert.Throws<UserErrorException>(() => Classifier.Load(_folder["none"])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_cannot_be_written_leaves_nothing_behind()
    {
        _folder.CreateFolder("taken/inside");

        var refused = Assert.Throws<UserErrorException>(() => _lessons.Model().Classifier.Save(_folder["taken"]));

        Assert.Contains("cannot be written", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public void Features_of_another_backbone_are_refused() =>
        Assert.Throws<ArgumentException>(() => _lessons.Model().Classifier.PredictProbabilities(new FloatMatrix(1, 3)));

    private static int Best(ReadOnlySpan<float> row) => row.IndexOf(System.Numerics.Tensors.TensorPrimitives.Max(row));

    private byte[] Saved()
    {
        _lessons.Model().Classifier.Save(_folder["whole"]);
        return File.ReadAllBytes(_folder["whole"]);
    }
}
