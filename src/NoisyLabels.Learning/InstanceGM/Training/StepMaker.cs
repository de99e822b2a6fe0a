using NoisyLabels.Learning.InstanceGM.Inputs;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>Chooses the images of each step and makes their views, on whatever thread asks.</summary>
internal sealed class StepMaker(TrainingContext context)
{
    /// <summary>Numbers the uses of views within a step, so that no two share their random numbers.</summary>
    private const long UnlabelledUse = 10;
    private const long VaeUse = 20;
    private const long WarmupUse = 30;

    private InstanceGmOptions Options => context.Options;

    /// <summary>Steps of the warm-up, each a batch of images that the twin learns from.</summary>
    public IEnumerable<(int[] Rows, float[] Views)> Warmup(Twin twin, int epoch)
    {
        var own = context.Roles.LearnedBy(twin);
        var order = new ShuffledOrder(own, context.Streams, RandomStreams.Purpose.WarmupOrder, twin.Index, epoch);
        var size = TrainingContext.Rows(Options.WarmupBatchSize, own.Length);
        return AheadOfTime.Make(TrainingContext.Steps(Options.WarmupBatchSize, own.Length), step =>
        {
            var rows = order.Take((long)step * size, size);
            return (rows, context.Views.Views(rows, twin.Index, epoch, step, WarmupUse));
        });
    }

    /// <param name="vaePosition">How far the twin has come in the endless order of images for its ELBO.</param>
    public IEnumerable<StepInputs> CoTraining(Twin twin, Division division, int epoch, long vaePosition)
    {
        var own = context.Roles.LearnedBy(twin);
        var size = TrainingContext.Rows(Options.BatchSize, own.Length);
        var w = division.Labelled.Zip(division.CleanProbability).ToDictionary(p => p.First, p => (float)p.Second);
        var labelled = Shuffled(division.Labelled, RandomStreams.Purpose.LabelledOrder);
        var unlabelled = Shuffled(division.Unlabelled, RandomStreams.Purpose.UnlabelledOrder);
        var vae = new ShuffledOrder(own, context.Streams, RandomStreams.Purpose.VaeOrder, twin.Index);
        var vaeSize = VaeRows(twin);
        return AheadOfTime.Make(Steps(division), step =>
        {
            var kept = labelled.Take((long)step * size, size);
            var lost = division.Unlabelled.Length == 0 ? [] : unlabelled.Take((long)step * size, size);
            var seen = vae.Take(vaePosition + (long)step * vaeSize, vaeSize);
            return new StepInputs(
                kept,
                Array.ConvertAll(kept, row => w[row]),
                lost,
                Views(kept, 0),
                Views(lost, UnlabelledUse),
                seen,
                context.Views.Views(seen, twin.Index, epoch, step, VaeUse));

            float[][] Views(int[] rows, long use) =>
            [
                .. Enumerable.Range(0, Options.Views)
                    .Select(view => context.Views.Views(rows, twin.Index, epoch, step, use + view)),
            ];
        });

        ShuffledOrder Shuffled(int[] rows, RandomStreams.Purpose purpose) =>
            new(rows, context.Streams, purpose, twin.Index, epoch);
    }

    public int Steps(Division division) => TrainingContext.Steps(Options.BatchSize, division.Labelled.Length);

    /// <summary>Images in the ELBO of one step.</summary>
    public int VaeRows(Twin twin) =>
        Options.WithoutVae ? 0 : TrainingContext.Rows(Options.VaeBatchSize, context.Roles.LearnedBy(twin).Length);
}
