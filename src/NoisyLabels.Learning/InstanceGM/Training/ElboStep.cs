using NoisyLabels.Learning.InstanceGM.Losses;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>
/// The negative evidence lower bound of one batch of the whole noisy set, through classifier and VAE.
/// </summary>
internal sealed class ElboStep(TrainingContext context)
{
    /// <summary>The weights in force: where none is set, one over the values of an input.</summary>
    public ElboWeights Weights { get; } = new(
        context.Options.ReconstructionWeight,
        context.Options.NoisyLabelWeight ?? 1.0 / context.Data.Inputs.Shape.Values,
        context.Options.CleanLabelWeight ?? 1.0 / context.Data.Inputs.Shape.Values,
        context.Options.LatentDivergenceWeight ?? 1.0 / context.Data.Inputs.Shape.Values);

    public ElboTerms Loss(Twin twin, StepInputs step, int epoch, int iteration)
    {
        var (x, rows) = (context.Inputs(step.VaeViews), step.Vae.Length);
        var logits = twin.Classifier.call(x); // q(y | x)
        var y = GumbelSoftmax.Sample(logits, Uniform(rows, context.Data.Classes), context.Options.GumbelTemperature);
        var output = twin.Vae.Run(
            x,
            y,
            LatentNoise(rows),
            context.Options.NoisyHeadSeesInput,
            context.Options.Emulates(PredecessorDefects.TwoSigmoids));

        var latent = EvidenceLowerBound.LatentDivergence(output.Mu, output.LogVar);
        return new(
            EvidenceLowerBound.Reconstruction(x, output.XHat),
            EvidenceLowerBound.NoisyLabel(output.NoisyLogits, context.Given(step.Vae)),
            context.Options.Emulates(PredecessorDefects.ConstantCleanLabelTerm)
                ? tensor((float)Math.Log(context.Data.Classes), device: context.Device)
                : EvidenceLowerBound.CleanLabelDivergence(logits),
            context.Options.Emulates(PredecessorDefects.SummedLatentDivergence) ? 2 * rows * latent : latent);

        Tensor Uniform(int n, int columns)
        {
            var purpose = RandomStreams.Purpose.Gumbel;
            using var generator = context.Streams.Generator(purpose, twin.Index, epoch, iteration);
            return rand(n, columns, generator: generator).to(context.Device);
        }

        Tensor LatentNoise(int n)
        {
            var purpose = RandomStreams.Purpose.Latents;
            using var generator = context.Streams.Generator(purpose, twin.Index, epoch, iteration);
            return (context.Options.Emulates(PredecessorDefects.UniformLatentNoise)
                ? rand(n, context.Options.Latents, generator: generator)
                : randn(n, context.Options.Latents, generator: generator)).to(context.Device);
        }
    }
}
