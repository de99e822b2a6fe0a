namespace NoisyLabels.Grains.Work;

/// <summary>What came of one piece of work.</summary>
/// <param name="RetryAfter">Try again after this long; null when nothing is left to do.</param>
/// <param name="Problem">One sentence for the project's journal; null when all is well.</param>
internal sealed record WorkResult(TimeSpan? RetryAfter, string? Problem)
{
    public static WorkResult Done { get; } = new(null, null);

    public static WorkResult Again(TimeSpan after) => new(after, null);

    /// <summary>It failed, and is tried again; the pauses grow.</summary>
    public static WorkResult Failed(string problem) => new(TimeSpan.Zero, problem);

    /// <summary>It failed, and will until somebody changes our settings.</summary>
    public static WorkResult GaveUp(string problem) => new(null, problem);
}
