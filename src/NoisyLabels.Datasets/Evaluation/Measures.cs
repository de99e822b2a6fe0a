namespace NoisyLabels.Datasets.Evaluation;

/// <summary>All figures of one sample of images; NaN where one is not defined for it.</summary>
internal readonly record struct Measures(
    RankingMeasures Ranking,
    double Precision,
    double Recall,
    double F1,
    double AccuracyBefore,
    double AccuracyAfter,
    double SuggestionAccuracy,
    double Brier);
