using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.InstanceGM.Training;

public sealed class RolesTests : IDisposable
{
    private static readonly int[] Given = [.. Enumerable.Range(0, 40).Select(i => i % 3)];
    private static readonly RandomStreams Streams = new(1);

    private readonly TwinNetworks _twins;

    public RolesTests()
    {
        TorchRuntime.EnsureLoaded();
        _twins = new(new(new(1, 8, 8), 3, 2, 2, 2), TwoBrightnesses.TinyOptions, Streams, TorchSharp.torch.CPU);
    }

    [Fact]
    public void With_two_folds_each_network_judges_just_the_images_that_it_does_not_learn()
    {
        var roles = Roles.Assign(Given, 3, new() { Folds = 2 }, Streams);

        Assert.Equal(roles.LearnedBy(_twins.A), roles.JudgedBy(_twins.B));
        Assert.Equal(roles.LearnedBy(_twins.B), roles.JudgedBy(_twins.A));
        Assert.Equal(Enumerable.Range(0, 40), roles.LearnedBy(_twins.A).Concat(roles.LearnedBy(_twins.B)).Order());
        Assert.All(Enumerable.Range(0, 3), k => Assert.InRange(roles.LearnedBy(_twins.A).Count(i => Given[i] == k), 6, 7));
    }

    [Fact]
    public void With_one_fold_both_learn_from_all_as_in_the_paper()
    {
        var roles = Roles.Assign(Given, 3, new() { Folds = 1 }, Streams);

        Assert.Equal(Enumerable.Range(0, 40), roles.LearnedBy(_twins.A));
        Assert.Equal(Enumerable.Range(0, 40), roles.JudgedBy(_twins.B));
    }

    [Fact]
    public void Running_probabilities_remember_the_share_that_they_are_told_to()
    {
        var judgements = new Judgements(2, 2, new() { PredictionMemory = 0.75 });
        judgements.Add(_twins.A, [1], [0, 0], new FloatMatrix(1, 2, [1, 0]));
        judgements.Add(_twins.B, [0], [0, 0], new FloatMatrix(1, 2, [0.5f, 0.5f]));
        judgements.Evaluations++;
        judgements.Add(_twins.A, [1], [0, 0], new FloatMatrix(1, 2, [0, 1]));

        Assert.Equal([0.5f, 0.5f, 0.75f, 0.25f], judgements.Combine().Values);
    }

    [Fact]
    public void Judgements_of_both_are_averaged_as_probabilities()
    {
        var judgements = new Judgements(1, 2, new() { Folds = 1 });
        judgements.Add(_twins.A, [0], [0], new FloatMatrix(1, 2, [0.9f, 0.1f]));
        judgements.Add(_twins.B, [0], [0], new FloatMatrix(1, 2, [0.3f, 0.7f]));

        Assert.Equal([0.6f, 0.4f], judgements.Combine().Values, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Losses_of_a_small_set_are_averaged_over_five_epochs()
    {
        var judgements = new Judgements(2, 2, new());
        for (var epoch = 0; epoch < 7; epoch++)
        {
            var first = epoch < 4 ? 0.9f : 0.2f;
            judgements.Add(_twins.A, [0, 1], [0, 0], new FloatMatrix(2, 2, [first, 1 - first, 0.5f, 0.5f]));
            judgements.Evaluations++;
        }

        // of the last five, two epochs before the change and three after it
        Assert.Equal([3 / 5.0, 2 / 5.0], judgements.MeanLosses(_twins.A, [0, 1]), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    public void Dispose() => _twins.Dispose();
}
