namespace NoisyLabels.Learning.ConfidentLearning;

/// <summary>The rules by which <see cref="LabelIssues.Find"/> tells a wrong label, named as in cleanlab.</summary>
public enum IssueFilter
{
    /// <summary>For each pair of classes, as many images as the noise estimate says, those with the greatest margin of
    /// the other class over the given one. The default.</summary>
    PruneByNoiseRate,

    /// <summary>For each given class, as many images as the noise estimate says, those least probable in it.</summary>
    PruneByClass,

    /// <summary>What both <see cref="PruneByNoiseRate"/> and <see cref="PruneByClass"/> flag.</summary>
    Both,

    /// <summary>The images whose confident guess is another class than the given one.</summary>
    ConfidentLearning,

    /// <summary>The images whose most probable class is another than the given one.</summary>
    PredictedNeqGiven,

    /// <summary>The lowest normalized margins, as many as <see cref="LabelIssues.Count"/>.</summary>
    LowNormalizedMargin,

    /// <summary>The lowest self-confidences, as many as <see cref="LabelIssues.Count"/>.</summary>
    LowSelfConfidence,
}
