namespace NoisyLabels.LabelStudio.Api.Problems;

/// <param name="Kind">What to do about it.</param>
/// <param name="Message">One or two sentences for the user, without secrets.</param>
/// <param name="Status">Status code of the answer; null when there was none.</param>
public sealed record ApiProblem(ApiProblemKind Kind, string Message, int? Status = null)
{
    /// <summary>Asking again later may help.</summary>
    public bool MayPass => Kind is ApiProblemKind.Unreachable or ApiProblemKind.TimedOut or ApiProblemKind.Failed;
}
