using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>How an annotation came about; how much it says follows from that.</summary>
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

/// <summary>
/// Judges by what Label Studio 1.8.2 and 1.23.2 leave behind: <c>updated_by</c> is null where no person saved anything
/// (imports, copies of predictions); the editor writes an origin into each region, scripts rarely do.
/// </summary>
internal static class EvidenceReader
{
    public static Evidence Judge(AnnotationRecord annotation, string? origin) => annotation switch
    {
        { UpdatedBy: null, LeadTime: null, ParentPrediction: not null } when origin is null =>
            Evidence.CopiedPrediction,
        { UpdatedBy: null, LeadTime: null, ParentPrediction: null } when origin is null => Evidence.Imported,
        _ when origin == "prediction" => Evidence.AcceptedPrediction,
        { ParentPrediction: not null } when origin is null => Evidence.AcceptedPrediction,
        _ => Evidence.Chosen,
    };
}
