namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>What changes from epoch to epoch, besides the networks; with them, all that a run needs to go on.</summary>
internal sealed class TrainingState(int count, int classes, InstanceGmOptions options)
{
    /// <summary>Epochs finished.</summary>
    public int Epoch { get; set; }

    /// <summary>Images that each twin's ELBO has seen.</summary>
    public long[] VaePosition { get; } = [0, 0];

    /// <summary>Share of the images that kept their labels in the last epoch; before the first division, all.</summary>
    public double LabelledShare { get; set; } = 1;

    public Judgements Judgements { get; } = new(count, classes, options);
}
