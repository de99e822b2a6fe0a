namespace NoisyLabels.LabelStudio.Api.Keys;

/// <summary>The forms of a key to Label Studio, told apart by how they look.</summary>
public enum TokenKind
{
    /// <summary>
    /// Sent as it is: <c>Authorization: Token …</c>. Off by default in Label Studio since October 2025.
    /// </summary>
    Legacy,

    /// <summary>A JWT that is exchanged for access tokens of five minutes.</summary>
    PersonalAccess,

    /// <summary>Such an access token itself; it cannot be renewed.</summary>
    Access,
}
