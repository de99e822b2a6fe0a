namespace NoisyLabels.Cli.Summaries;

/// <summary>What was found about one class.</summary>
/// <param name="Class">Index of the class.</param>
/// <param name="Images">Images with this given label.</param>
/// <param name="Issues">How many of them look wrong.</param>
/// <param name="Missing">Images of other classes that look like this one.</param>
internal sealed record ClassNoise(int Class, int Images, int Issues, int Missing)
{
    /// <summary>Share of the given labels that look wrong, 0 to 1.</summary>
    public double Share => Images == 0 ? 0 : (double)Issues / Images;
}
