namespace NoisyLabels.Common;

/// <summary>How far a long step has come. Reported often; whoever shows it decides how often to draw.</summary>
/// <param name="Phase">What is being done, for a person: "features", "heads", "copying".</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">Units in all; null while unknown.</param>
/// <param name="Unit">What is counted, in the plural: "images".</param>
public readonly record struct WorkProgress(string Phase, long Done, long? Total, string Unit);
