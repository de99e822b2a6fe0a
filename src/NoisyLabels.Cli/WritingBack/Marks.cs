using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Cli.WritingBack;

/// <summary>How what was written here is told from what others wrote.</summary>
internal static class Marks
{
    private const string Region = "nl-correction-";
    private const string Version = "corrections-of-";

    /// <summary>Label Studio sets both times itself, one after the other.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    /// <summary>Id of a region of a correction.</summary>
    public static string RegionOf(string modelVersion) => Region + modelVersion;

    /// <summary>Version of a prediction that is a correction.</summary>
    public static string VersionOf(string modelVersion) => Version + modelVersion;

    public static bool IsOurs(AnnotationRecord annotation) =>
        annotation.Regions.Count > 0
        && annotation.Regions.All(region => region.Id?.StartsWith(Region, StringComparison.Ordinal) is true);

    public static bool IsOurs(string modelVersion) => modelVersion.StartsWith(Version, StringComparison.Ordinal);

    /// <summary>Somebody has saved it again: it is theirs now.</summary>
    public static bool IsEdited(AnnotationRecord annotation) =>
        annotation is { CreatedAt: { } created, UpdatedAt: { } updated } && updated - created > AtOnce;
}
