namespace NoisyLabels.Learning.InstanceGM.Losses;

/// <summary>What each term of the negative evidence lower bound counts for in the loss, 0 or more.</summary>
internal readonly record struct ElboWeights(
    double Reconstruction, double NoisyLabel, double CleanLabelDivergence, double LatentDivergence);
