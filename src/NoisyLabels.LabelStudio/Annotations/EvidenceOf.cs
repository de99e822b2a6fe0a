using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>
/// What Label Studio of 1.8.2 and 1.23.2 leaves behind: <c>updated_by</c> is null where no person saved anything
/// (imports, copies of predictions); the editor writes an origin into each region, scripts rarely do.
/// </summary>
internal static class EvidenceOf
{
    public static Evidence Answer(AnnotationRecord annotation, string? origin) => annotation switch
    {
        { UpdatedBy: null, LeadTime: null, ParentPrediction: not null } when origin is null =>
            Evidence.CopiedPrediction,
        { UpdatedBy: null, LeadTime: null, ParentPrediction: null } when origin is null => Evidence.Imported,
        _ when origin == "prediction" => Evidence.AcceptedPrediction,
        { ParentPrediction: not null } when origin is null => Evidence.AcceptedPrediction,
        _ => Evidence.Chosen,
    };
}
