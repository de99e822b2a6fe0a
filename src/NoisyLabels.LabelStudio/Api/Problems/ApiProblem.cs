namespace NoisyLabels.LabelStudio.Api.Problems;

/// <param name="Kind">For programs: what can be done about it.</param>
/// <param name="Message">One or two sentences for the user, without secrets.</param>
/// <param name="Status">Status code of the answer; null when there was none.</param>
public sealed record ApiProblem(ApiProblemKind Kind, string Message, int? Status = null)
{
    /// <summary>Asking again later may help.</summary>
    public bool MayPass => Kind is ApiProblemKind.Unreachable or ApiProblemKind.TimedOut or ApiProblemKind.Failed;
}

/// <summary>Why Label Studio did not give what was asked for.</summary>
public enum ApiProblemKind
{
    /// <summary>No connection: it is down, or the name or port is wrong.</summary>
    Unreachable,

    /// <summary>It did not answer in time.</summary>
    TimedOut,

    /// <summary>A key is needed and none is configured.</summary>
    NoKey,

    /// <summary>The key is unknown, expired or revoked.</summary>
    KeyRefused,

    /// <summary>The key is a legacy token, and this Label Studio does not take them.</summary>
    LegacyTokensOff,

    /// <summary>The key's user may not do this.</summary>
    Forbidden,

    /// <summary>Label Studio's address guard refuses the address that it was given (its environment decides).</summary>
    AddressGuard,

    /// <summary>What was asked for does not exist, or the key's user cannot see it.</summary>
    NotFound,

    /// <summary>It understood and refused; the sentence says why.</summary>
    Refused,

    /// <summary>It failed, or something in front of it did.</summary>
    Failed,

    /// <summary>What answered is no Label Studio, or speaks another protocol.</summary>
    Unreadable,
}
