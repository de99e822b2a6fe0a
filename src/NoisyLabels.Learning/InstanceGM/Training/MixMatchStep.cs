using NoisyLabels.Learning.InstanceGM.Losses;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>The semi-supervised loss of one step (MixMatch in DivideMix's form).</summary>
/// <param name="prior">[K] π.</param>
internal sealed class MixMatchStep(TrainingContext context, CoGuess coGuess, float[] prior)
{
    public MixMatchTerms Loss(Twin twin, StepInputs step, int epoch, int iteration)
    {
        Tensor[] labelled = Array.ConvertAll(step.LabelledViews, context.Inputs);
        Tensor[] unlabelled = step.Unlabelled.Length == 0 ? [] : Array.ConvertAll(step.UnlabelledViews, context.Inputs);
        var (refined, guessed) = coGuess.Targets(twin, step, labelled, unlabelled);

        var inputs = cat([.. labelled, .. unlabelled]); // [M, …]
        var targets = cat([.. labelled.Select(_ => refined), .. unlabelled.Select(_ => guessed!)]); // [M, K]
        var random = context.Streams.Random(RandomStreams.Purpose.MixUp, twin.Index, epoch, iteration);
        var weight = MixUp.DrawWeight(random, context.Options.MixUpAlpha);
        var order = tensor(Permutation(random, (int)inputs.shape[0]), ScalarType.Int64, device: context.Device);
        var logits = twin.Classifier.call(MixUp.Mix(inputs, order, weight)); // [M, K]
        var mixed = MixUp.Mix(targets, order, weight);

        var kept = labelled.Length * step.Labelled.Length;
        var lost = logits.shape[0] - kept;
        return new(
            MixMatchLoss.Labelled(logits.narrow(0, 0, kept), mixed.narrow(0, 0, kept)),
            lost > 0 ? MixMatchLoss.Unlabelled(logits.narrow(0, kept, lost), mixed.narrow(0, kept, lost)) : null,
            MixMatchLoss.ClassBalance(logits, tensor(prior, device: context.Device)));
    }

    private static long[] Permutation(Random random, int count)
    {
        long[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order);
        return order;
    }
}
