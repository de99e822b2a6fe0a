namespace NoisyLabels.Cli.WritingBack;

/// <summary>As what corrections go back into Label Studio.</summary>
internal enum WriteBackForm
{
    /// <summary>To be looked at: annotators see them and take them over, or not.</summary>
    Predictions,

    /// <summary>As answers, beside those that a task has.</summary>
    Annotations,
}
