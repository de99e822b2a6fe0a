using NoisyLabels.Learning.InstanceGM.Inputs;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>A batch of the warm-up: images that the network learns from, with one view of each.</summary>
/// <param name="Epoch">From 0.</param>
/// <param name="Number">Number of the step in its epoch, from 0.</param>
internal sealed record WarmupInputs(int Epoch, int Number, int[] Rows, float[] Views);

/// <summary>What a step of co-training works on; another thread makes it ahead of time.</summary>
/// <param name="Epoch">From 0.</param>
/// <param name="Number">Number of the step in its epoch, from 0.</param>
/// <param name="Time">t, in epochs with the fraction of the running one.</param>
/// <param name="Labelled">[B] rows with labels.</param>
/// <param name="CleanProbability">[B] w of each of them.</param>
/// <param name="Unlabelled">[B] rows without; none in an epoch that divided nothing.</param>
/// <param name="LabelledViews">One array of values for each view.</param>
/// <param name="UnlabelledViews">One array of values for each view.</param>
/// <param name="Vae">[V] rows of the whole noisy set for the ELBO.</param>
/// <param name="VaeViews">Their values.</param>
internal sealed record StepInputs(
    int Epoch,
    int Number,
    double Time,
    int[] Labelled,
    float[] CleanProbability,
    int[] Unlabelled,
    float[][] LabelledViews,
    float[][] UnlabelledViews,
    int[] Vae,
    float[] VaeViews);

/// <summary>Chooses the images of each step and makes their views, on whatever thread asks.</summary>
internal sealed class StepMaker(TrainingContext context)
{
    /// <summary>Numbers the uses of views within a step, so that no two share their random numbers.</summary>
    private const long UnlabelledUse = 10;
    private const long VaeUse = 20;
    private const long WarmupUse = 30;

    private InstanceGmOptions Options => context.Options;

    /// <summary>The batches of a warm-up's epoch: about once over the images that the network learns from.</summary>
    public IEnumerable<WarmupInputs> Warmup(Twin twin, int epoch)
    {
        var own = context.Roles.LearnedBy(twin);
        var order = new ShuffledOrder(own, context.Streams, RandomStreams.Purpose.WarmupOrder, twin.Index, epoch);
        var size = TrainingContext.Rows(Options.WarmupBatchSize, own.Length);
        return AheadOfTime.Make(TrainingContext.Steps(Options.WarmupBatchSize, own.Length), step =>
        {
            var rows = order.Take((long)step * size, size);
            return new WarmupInputs(epoch, step, rows, context.Views.Views(rows, twin.Index, epoch, step, WarmupUse));
        });
    }

    /// <summary>The batches of an epoch of co-training: about once over the network's labelled images.</summary>
    /// <param name="vaePosition">How far the network has come in the endless order of images for its ELBO.</param>
    public IEnumerable<StepInputs> CoTraining(Twin twin, Division division, int epoch, long vaePosition)
    {
        var own = context.Roles.LearnedBy(twin);
        var size = TrainingContext.Rows(Options.BatchSize, own.Length);
        var w = division.Labelled.Zip(division.CleanProbability).ToDictionary(p => p.First, p => (float)p.Second);
        var labelled = Shuffled(division.Labelled, RandomStreams.Purpose.LabelledOrder);
        var unlabelled = Shuffled(division.Unlabelled, RandomStreams.Purpose.UnlabelledOrder);
        var vae = new ShuffledOrder(own, context.Streams, RandomStreams.Purpose.VaeOrder, twin.Index);
        var (vaeSize, steps) = (VaeRows(twin), Steps(division));
        return AheadOfTime.Make(steps, step =>
        {
            var kept = labelled.Take((long)step * size, size);
            var lost = division.Unlabelled.Length == 0 ? [] : unlabelled.Take((long)step * size, size);
            var seen = vae.Take(vaePosition + (long)step * vaeSize, vaeSize);
            return new StepInputs(
                epoch,
                step,
                epoch + (double)step / steps,
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

    /// <summary>Steps of an epoch of co-training.</summary>
    public int Steps(Division division) => TrainingContext.Steps(Options.BatchSize, division.Labelled.Length);

    /// <summary>V, images in the ELBO of one step.</summary>
    public int VaeRows(Twin twin) =>
        Options.WithoutVae ? 0 : TrainingContext.Rows(Options.VaeBatchSize, context.Roles.LearnedBy(twin).Length);
}
