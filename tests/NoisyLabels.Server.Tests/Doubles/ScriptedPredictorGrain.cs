using System.Text.Json;
using NoisyLabels.Contracts.Predictions;

namespace NoisyLabels.Server.Tests.Doubles;

public sealed class ScriptedPredictorGrain(ScriptedProjects script) : Grain, IPredictorGrain
{
    public Task<PredictReply> Predict(PredictCommand command)
    {
        script.ThrowIfToldTo();
        script.Predictions.Enqueue((this.GetPrimaryKeyString(), command));
        using var tasks = JsonDocument.Parse(command.Tasks);
        return Task.FromResult(new PredictReply(
            ScriptedProjects.ModelVersion,
            [.. Enumerable.Range(0, tasks.RootElement.GetArrayLength()).Select(script.Predict)],
            Left: 0));
    }
}
