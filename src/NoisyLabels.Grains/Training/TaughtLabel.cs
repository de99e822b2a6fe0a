namespace NoisyLabels.Grains.Training;

/// <summary>The label that a task teaches with.</summary>
/// <param name="Name">Null where it teaches nothing.</param>
/// <param name="Weight">0 to 1.</param>
/// <param name="IsTrusted">A person has looked twice; it is never suspected.</param>
internal sealed record TaughtLabel(string? Name, double Weight, bool IsTrusted)
{
    public static TaughtLabel None { get; } = new(null, 0, false);
}
