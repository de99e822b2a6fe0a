using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>Labels for a step: refined by the network itself where kept, guessed by both networks where lost.</summary>
/// <param name="combined">[N, K] predictions of the last evaluation, for guesses that cost nothing.</param>
internal sealed class CoGuess(TrainingContext context, TwinNetworks networks, FloatMatrix combined)
{
    private double Temperature => context.Options.SharpeningTemperature;

    /// <returns>[labelled, K] and [unlabelled, K]; the second is null where no label was lost.</returns>
    public (Tensor Refined, Tensor? Guessed) Targets(Twin twin, StepInputs step, Tensor[] labelled, Tensor[] unlabelled)
    {
        using var frozen = no_grad();
        if (!context.Options.Emulates(PredecessorDefects.TrainingModeGuesses))
        {
            networks.A.Classifier.eval();
            networks.B.Classifier.eval();
        }

        var own = context.Options.GuessesFromEvaluation ? Evaluated(step.Labelled) : Mean([twin], labelled);
        var w = tensor(step.CleanProbability, device: context.Device);
        var refined = Training.Targets.Refine(w, context.OneHot(step.Labelled), own, Temperature);
        var guessed = unlabelled.Length == 0 ? null : Training.Targets.Sharpen(Guess(step, unlabelled), Temperature);
        networks.A.Classifier.train();
        networks.B.Classifier.train();
        return (refined, guessed);
    }

    // co-guess: the mean of the softmaxes of both networks over all views
    private Tensor Guess(StepInputs step, Tensor[] views) =>
        context.Options.GuessesFromEvaluation ? Evaluated(step.Unlabelled) : Mean(networks.Both, views);

    private static Tensor Mean(IReadOnlyList<Twin> twins, Tensor[] views)
    {
        var softmaxes =
            from twin in twins
            from view in views
            select nn.functional.softmax(twin.Classifier.call(view), dim: 1);
        return stack(softmaxes).mean([0]); // [N, K]
    }

    private Tensor Evaluated(int[] rows)
    {
        var values = new float[rows.Length * combined.Columns];
        for (var i = 0; i < rows.Length; i++)
        {
            combined.Row(rows[i]).CopyTo(values.AsSpan(i * combined.Columns));
        }

        return tensor(values, [rows.Length, combined.Columns], device: context.Device);
    }
}
