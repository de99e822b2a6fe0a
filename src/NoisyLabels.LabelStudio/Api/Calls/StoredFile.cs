using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>A file that was uploaded to a project.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Path">For example <c>upload/14/3a3a597d-cat.1.jpg</c>.</param>
public sealed record StoredFile(long Id, string Path)
{
    /// <summary>What a task names to show it.</summary>
    public string Address => $"/data/{Path}";

    /// <summary>The name that it was uploaded by.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..] is var stored && stored.IndexOf('-') is var dash and >= 0
        ? stored[(dash + 1)..]
        : stored;

    internal static StoredFile? Read(JsonElement file) =>
        file.Whole("id") is { } id && file.Text("file") is { } path ? new StoredFile(id, path) : null;
}
