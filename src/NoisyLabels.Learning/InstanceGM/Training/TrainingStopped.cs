namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>Why a training that began could not be finished, in words.</summary>
internal static class TrainingStopped
{
    public static UserErrorException ByLoss(Twin twin, int epoch, int step, double loss, bool hasCheckpoint) => new(
        FormattableString.Invariant(
            $"Training stopped: the loss of network {twin.Name} became {loss} in epoch {epoch + 1}, step {step + 1}. ")
        + Advice(hasCheckpoint));

    public static UserErrorException ByWeights(Twin twin, int epoch, bool hasCheckpoint) => new(
        $"Training stopped: weights of network {twin.Name} were no finite numbers after epoch {epoch + 1}. "
        + Advice(hasCheckpoint));

    private static string Advice(bool hasCheckpoint) =>
        (hasCheckpoint ? "The last good checkpoint is kept. " : "")
        + "Lower LearningRate (or VaeLearningRate) and start again.";
}
