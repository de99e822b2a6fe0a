using System.Globalization;

namespace NoisyLabels.Grains.Projects;

/// <summary>Names of a project's versions.</summary>
public static class ModelVersions
{
    /// <summary>
    /// Before the first training. Label Studio refuses predictions without a version, and asks for them again when the
    /// version of /setup is not theirs: so there is always one.
    /// </summary>
    public const string None = "noisylabels-v0";

    internal static string Of(long number) => string.Create(CultureInfo.InvariantCulture, $"noisylabels-v{number}");
}
