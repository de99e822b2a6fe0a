namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>Why a training that began could not be finished, in words.</summary>
internal static class TrainingStopped
{
    public static UserErrorException ByLoss(Twin twin, int epoch, int step, double loss, bool hasCheckpoint) => new(
        FormattableString.Invariant(
            $"Training stopped: the loss of network {twin.Name} became {loss} in epoch {epoch + 1}, step {step + 1}. ")
        + Advice(hasCheckpoint));

    public static UserErrorException ByWeights(Twin twin, int epoch, bool hasCheckpoint) => new(
        $"Training stopped: weights of network {twin.Name} were not finite numbers after epoch {epoch + 1}. "
        + Advice(hasCheckpoint));

    /// <summary>What libtorch says where memory runs out or a GPU is lost, in a sentence.</summary>
    public static UserErrorException ByDevice(Exception failure, int epoch, bool hasCheckpoint)
    {
        var first = failure.Message.Split('\n')[0].TrimEnd('.');
        var remedy = failure.Message.Contains("memory", StringComparison.OrdinalIgnoreCase)
            ? "The memory did not suffice: lower BatchSize, VaeBatchSize, ImageSize or ClassifierWidth."
            : failure.Message.Contains("CUDA", StringComparison.Ordinal)
                ? "The GPU cannot be used any more: look at it with nvidia-smi and start again, or set CUDA_VISIBLE_DEVICES to "
                    + "nothing to go on without it."
                : "Start again; if it fails at the same place, please report it.";
        return new(
            $"Training stopped in epoch {epoch + 1}: {first}. {(hasCheckpoint ? "The last good checkpoint is kept. " : "")}{remedy}",
            failure);
    }

    private static string Advice(bool hasCheckpoint) =>
        (hasCheckpoint ? "The last good checkpoint is kept. " : "")
        + "Lower LearningRate (or VaeLearningRate) and start again.";
}
