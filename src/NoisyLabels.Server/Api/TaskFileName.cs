using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NoisyLabels.Server.Api;

/// <summary>What a person calls the image of a task.</summary>
internal static partial class TaskFileName
{
    /// <summary>
    /// What <c>noisylabels import</c> wrote under <c>file_name</c>; else the last part of the first address, without what
    /// Label Studio puts before the names of uploads.
    /// </summary>
    public static string Of(string data, long task)
    {
        using var document = JsonDocument.Parse(data);
        if (document.RootElement.TryGetProperty("file_name", out var name) && name.ValueKind is JsonValueKind.String)
        {
            return name.GetString()!;
        }

        var address = document.RootElement.EnumerateObject()
            .Where(property => property.Value.ValueKind is JsonValueKind.String)
            .Select(property => property.Value.GetString()!)
            .FirstOrDefault(value => value.Contains('/', StringComparison.Ordinal));
        return address is null || address.StartsWith("data:", StringComparison.Ordinal)
            ? $"task-{task.ToString(CultureInfo.InvariantCulture)}"
            : Upload().Replace(Uri.UnescapeDataString(address.Split("?d=")[^1]).Split('?')[0].Split('/')[^1], "");
    }

    [GeneratedRegex("^[0-9a-f]{8}-")]
    private static partial Regex Upload();
}
