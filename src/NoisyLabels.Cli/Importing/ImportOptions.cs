using NoisyLabels.LabelStudio.Api.Calls;

namespace NoisyLabels.Cli.Importing;

/// <summary>Which dataset goes where, and how its images get there.</summary>
internal sealed record ImportOptions
{
    /// <summary>The project to import into; null makes or finds the one with <see cref="Title"/>.</summary>
    public long? Project { get; init; }

    public string? Title { get; init; }

    public MediaKind Media { get; init; } = MediaKind.Upload;

    /// <summary>With <see cref="MediaKind.Urls"/>: what stands before the path of each image.</summary>
    public Uri? UrlPrefix { get; init; }

    /// <summary>With <see cref="MediaKind.Local"/>: the folder that Label Studio serves.</summary>
    public string? DocumentRoot { get; init; }

    /// <summary>Whose annotations the given labels become; null for the key's user.</summary>
    public string? Annotator { get; init; }

    /// <summary>Most files in one upload, from 1 to <see cref="ImportCalls.MaxFiles"/>.</summary>
    public int UploadBatch { get; init; } = 50;

    /// <summary>
    /// Bytes after which an upload is sent; what is held in memory follows from it, and proxies refuse what is large.
    /// </summary>
    public long UploadBytes { get; init; } = 16L << 20;

    /// <summary>Tasks in one import.</summary>
    public int TaskBatch { get; init; } = 500;

    /// <summary>Wait before what failed is tried again; it doubles each time.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);

    public bool DryRun { get; init; }
}

/// <summary>How Label Studio gets at the images.</summary>
internal enum MediaKind
{
    /// <summary>The images are copied into it.</summary>
    Upload,

    /// <summary>It reads them from a folder of its own machine.</summary>
    Local,

    /// <summary>The annotator's browser fetches them from a web server.</summary>
    Urls,
}
