using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Grains.Storage.Rows;

/// <summary>What is kept of a task.</summary>
public sealed record StoredTask
{
    public long TaskId { get; init; }

    /// <summary>The task's data, JSON.</summary>
    public string Data { get; init; } = "{}";

    /// <summary>The address that the image record is about; null while nobody has looked for the image.</summary>
    public string? ImageAddress { get; init; }

    /// <summary>SHA-256 of the image's bytes; null while there is no image.</summary>
    public string? ImageSha256 { get; init; }

    /// <summary>Why there is no image; null when there is, or nobody has looked.</summary>
    public string? ImageProblem { get; init; }

    public TaskData Parsed() => TaskData.Parse(Data);
}
