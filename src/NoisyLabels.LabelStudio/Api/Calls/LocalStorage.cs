using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>A folder of Label Studio's machine that a project may show files of.</summary>
public sealed record LocalStorage(long Id, string Path)
{
    internal static LocalStorage? Read(JsonElement row) =>
        row.Whole("id") is { } id && row.Text("path") is { } path ? new LocalStorage(id, path) : null;
}
