namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>How an annotation came about, from which follows how much it says.</summary>
public enum Evidence
{
    /// <summary>A person chose it, from nothing or against a prediction.</summary>
    Chosen,

    /// <summary>It came with the tasks; who chose it is not known.</summary>
    Imported,

    /// <summary>A person took over what a prediction had ticked.</summary>
    AcceptedPrediction,

    /// <summary>"Create annotations from predictions": nobody looked.</summary>
    CopiedPrediction,
}
