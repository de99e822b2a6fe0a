using System.Globalization;

namespace NoisyLabels.Grains.Storage.Rows;

/// <summary>A version of a project's model: the named result of one attempt.</summary>
public sealed record VersionRow
{
    public long Number { get; init; }

    public string ModelVersion { get; init; } = "";

    public string Run { get; init; } = "";

    public long Fence { get; init; }

    public long CreatedAt { get; init; }

    /// <summary>The outcome of its training, JSON.</summary>
    public string Outcome { get; init; } = "{}";

    public Guid RunId => Guid.ParseExact(Run, "N");
}

/// <summary>Names of a project's versions.</summary>
public static class ModelVersions
{
    /// <summary>
    /// Before the first training. Label Studio refuses predictions without a version, and asks for them again when the
    /// version of /setup is not theirs: there is always one.
    /// </summary>
    public const string None = "noisylabels-v0";

    internal static string Of(long number) => string.Create(CultureInfo.InvariantCulture, $"noisylabels-v{number}");
}
