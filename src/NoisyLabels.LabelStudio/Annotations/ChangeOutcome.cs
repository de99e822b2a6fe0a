namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>What a message about an annotation changes.</summary>
public enum ChangeOutcome
{
    /// <summary>It is new, or says something new.</summary>
    Applied,

    /// <summary>It says what is known; Label Studio or a proxy sent it twice.</summary>
    Duplicate,

    /// <summary>It is older than what is known, or about something deleted.</summary>
    Late,

    /// <summary>It has no number, so that it cannot be kept; an export will bring it.</summary>
    Unnumbered,
}
