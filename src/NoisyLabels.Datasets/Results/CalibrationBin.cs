namespace NoisyLabels.Datasets.Results;

/// <summary>
/// One row of a calibration table: labels whose quality lay in a range, and how many of them were right.
/// </summary>
/// <param name="From">Lower end of the range, 0 to 1.</param>
/// <param name="To">Upper end of the range, 0 to 1.</param>
/// <param name="Count">Labels in it.</param>
/// <param name="MeanScore">Mean label quality of these.</param>
/// <param name="ShareRight">Share of these whose label was right.</param>
public sealed record CalibrationBin(double From, double To, int Count, double MeanScore, double ShareRight);
