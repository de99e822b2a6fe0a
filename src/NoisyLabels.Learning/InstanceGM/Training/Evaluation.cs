using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>Probabilities of images as they are: no random transform, no gradient, normalisations at rest.</summary>
internal sealed class Evaluation(TrainingContext context)
{
    public const int BatchSize = 256;

    /// <returns>[rows, K].</returns>
    /// <exception cref="OperationCanceledException">Cancelled between two batches.</exception>
    public FloatMatrix PredictProbabilities(Twin twin, int[] rows, int epoch, CancellationToken cancellation)
    {
        var result = new FloatMatrix(rows.Length, context.Data.Classes);
        int[][] batches = [.. rows.Chunk(BatchSize)];
        using var frozen = no_grad();
        twin.Classifier.eval();
        var done = 0;
        foreach (var values in AheadOfTime.Make(batches.Length, Values))
        {
            cancellation.ThrowIfCancellationRequested();
            using var batchScope = NewDisposeScope();
            var p = nn.functional.softmax(twin.Classifier.call(context.Inputs(values)), dim: 1).cpu();
            p.data<float>().CopyTo(result.Values.AsSpan(done));
            done += (int)p.numel();
        }

        twin.Classifier.train();
        return result;

        float[] Values(int i) => context.Options.Emulates(PredecessorDefects.RandomEvaluation)
            ? context.Views.Views(batches[i], twin.Index, epoch, i, long.MaxValue)
            : context.Views.Plain(batches[i]);
    }
}
