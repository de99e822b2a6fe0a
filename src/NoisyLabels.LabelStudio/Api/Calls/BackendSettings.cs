using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>What Label Studio is told of this backend. It wants all of it even when one thing changes.</summary>
/// <param name="Url">Our address as Label Studio must use it.</param>
/// <param name="Title">Shown on the Model page; it becomes the project's chosen model.</param>
public sealed record BackendSettings(Uri Url, string Title)
{
    public string Description { get; init; } = "";

    /// <summary>User name that Label Studio is to send; null for none.</summary>
    public string? User { get; init; }

    public Secret? Password { get; init; }

    public bool IsInteractive { get; init; }
}
