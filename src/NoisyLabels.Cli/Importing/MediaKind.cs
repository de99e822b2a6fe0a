namespace NoisyLabels.Cli.Importing;

/// <summary>How Label Studio gets at the images.</summary>
internal enum MediaKind
{
    /// <summary>They are copied into it.</summary>
    Upload,

    /// <summary>It reads them from a folder of its own machine.</summary>
    Local,

    /// <summary>The annotator's browser fetches them from a web server.</summary>
    Urls,
}
