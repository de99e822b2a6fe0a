namespace NoisyLabels.Contracts.Corrections;

/// <summary>What a person did with a correction.</summary>
[GenerateSerializer, Alias("NoisyLabels.DecisionKind")]
public enum DecisionKind
{
    /// <summary>The suggested label is right.</summary>
    Accepted,

    /// <summary>The given label is right.</summary>
    Kept,

    /// <summary>Another label is right.</summary>
    Relabelled,

    /// <summary>The image does not belong into the dataset.</summary>
    Excluded,

    /// <summary>Somebody else should look.</summary>
    Unsure,

    /// <summary>Takes the latest decision on the image back.</summary>
    Undone,
}
