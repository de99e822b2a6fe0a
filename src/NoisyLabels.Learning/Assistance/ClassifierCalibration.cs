namespace NoisyLabels.Learning.Assistance;

/// <summary>How a classifier's scores become probabilities.</summary>
/// <param name="Model">Factor and share of the prior.</param>
/// <param name="LogPrior">[K] log frequencies of the classes among the labels.</param>
/// <param name="Doubt">Share that is spread over all classes.</param>
internal sealed record ClassifierCalibration(NoiseModel Model, float[] LogPrior, float Doubt);
