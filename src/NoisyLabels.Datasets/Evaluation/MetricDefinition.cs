namespace NoisyLabels.Datasets.Evaluation;

/// <summary>A figure's name, what it needs, and where it stands among the measures.</summary>
internal sealed record MetricDefinition(string Name, Requirement Needs, Func<Measures, double> Of)
{
    /// <summary>All figures in the order in which they are shown.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("average_precision", Requirement.WrongAndRightLabels, m => m.Ranking.AveragePrecision),
        new("auroc", Requirement.WrongAndRightLabels, m => m.Ranking.Auroc),
        new("precision", Requirement.FlaggedImages, m => m.Precision),
        new("recall", Requirement.WrongLabels, m => m.Recall),
        new("f1", Requirement.WrongLabels, m => m.F1),
        new("best_f1", Requirement.WrongLabels, m => m.Ranking.BestF1),
        new("precision_at_100", Requirement.HundredImages, m => m.Ranking.PrecisionAt100),
        new("precision_at_num_errors", Requirement.WrongLabels, m => m.Ranking.PrecisionAtWrongLabels),
        new("label_accuracy_before", Requirement.Images, m => m.AccuracyBefore),
        new("label_accuracy_after", Requirement.Images, m => m.AccuracyAfter),
        new("suggestion_accuracy", Requirement.WrongLabels, m => m.SuggestionAccuracy),
        new("expected_calibration_error", Requirement.Images, m => m.Ranking.CalibrationError),
        new("brier_score", Requirement.Images, m => m.Brier),
    ];

    /// <summary>Why the figure is not defined for these counts; null where it is.</summary>
    public string? ReasonAgainst(int images, int wrong, int flagged) => Needs switch
    {
        _ when images == 0 => "There are no images to judge.",
        Requirement.HundredImages when images < 100 => "There are fewer than 100 images.",
        Requirement.WrongLabels or Requirement.WrongAndRightLabels when wrong == 0 =>
            "Every given label is right by the truth.",
        Requirement.WrongAndRightLabels when wrong == images => "Every given label is wrong by the truth.",
        Requirement.FlaggedImages when flagged == 0 => "No image is flagged.",
        _ => null,
    };
}

/// <summary>What a figure needs in order to be defined.</summary>
internal enum Requirement
{
    Images,
    HundredImages,
    WrongLabels,
    WrongAndRightLabels,
    FlaggedImages,
}
