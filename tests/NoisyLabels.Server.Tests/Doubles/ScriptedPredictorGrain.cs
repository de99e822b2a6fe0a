using NoisyLabels.Contracts.Grains;

namespace NoisyLabels.Server.Tests.Doubles;

public sealed class ScriptedPredictorGrain(ScriptedProjects script) : Grain, IPredictorGrain
{
    public Task<PredictReply> Predict(PredictCommand command)
    {
        script.ThrowIfToldTo();
        script.Predictions.Enqueue((this.GetPrimaryKeyString(), command));
        var count = command.Tasks.Length;
        return Task.FromResult(new PredictReply(
            ScriptedProjects.ModelVersion,
            [.. Enumerable.Range(0, count).Select(script.Predict)],
            Left: 0));
    }
}
