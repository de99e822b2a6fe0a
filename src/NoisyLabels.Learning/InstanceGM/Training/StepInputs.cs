namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>What a step of co-training works on, made ahead on another thread.</summary>
/// <param name="Labelled">Rows with labels.</param>
/// <param name="CleanProbability">w of each of them.</param>
/// <param name="Unlabelled">Rows without; none in an epoch that divided nothing.</param>
/// <param name="LabelledViews">One array of values for each view.</param>
/// <param name="UnlabelledViews">One array of values for each view.</param>
/// <param name="Vae">Rows of the whole noisy set for the ELBO.</param>
/// <param name="VaeViews">Their values.</param>
internal sealed record StepInputs(
    int[] Labelled,
    float[] CleanProbability,
    int[] Unlabelled,
    float[][] LabelledViews,
    float[][] UnlabelledViews,
    int[] Vae,
    float[] VaeViews);
