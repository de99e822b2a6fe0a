namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>Images divided into those that keep their labels and those that lose them.</summary>
/// <param name="Labelled">Rows whose label is thought clean; never empty.</param>
/// <param name="CleanProbability">w of each labelled row.</param>
/// <param name="Unlabelled">Rows whose label is thought wrong.</param>
/// <param name="Rule">How the line was drawn.</param>
internal sealed record Division(int[] Labelled, double[] CleanProbability, int[] Unlabelled, DivisionRule Rule);
