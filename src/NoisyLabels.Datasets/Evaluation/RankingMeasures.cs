namespace NoisyLabels.Datasets.Evaluation;

/// <summary>The figures that depend on the order, or on the value, of the label quality.</summary>
internal readonly record struct RankingMeasures(
    double AveragePrecision,
    double Auroc,
    double BestF1,
    double PrecisionAt100,
    double PrecisionAtWrongLabels,
    double CalibrationError);
