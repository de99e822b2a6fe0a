namespace NoisyLabels.Learning.Assistance;

/// <summary>How a classifier's scores become probabilities.</summary>
/// <param name="Model">Factor and share of the prior.</param>
/// <param name="LogPrior">[L] log frequencies of the learned classes among the labels.</param>
/// <param name="Doubt">Share that is spread over the learned classes.</param>
internal sealed record ClassifierCalibration(NoiseModel Model, float[] LogPrior, float Doubt);
