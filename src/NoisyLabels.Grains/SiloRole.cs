namespace NoisyLabels.Grains;

/// <summary>What a process of the product does.</summary>
public enum SiloRole
{
    /// <summary>Everything: the one process that is the default.</summary>
    All,

    /// <summary>Answers Label Studio and people, holds projects, predicts.</summary>
    Web,

    /// <summary>Trains, and answers no requests.</summary>
    Trainer,
}
