using System.Text.Json;
using NoisyLabels.Common.Files;
using NoisyLabels.Datasets.Files;

namespace NoisyLabels.Datasets.Results;

/// <summary>Knows a folder that a run wrote from one that somebody else filled.</summary>
internal static class RunFolder
{
    /// <summary>Files that desktops drop everywhere; nobody misses them.</summary>
    private static readonly HashSet<string> Litter = [".DS_Store", "Thumbs.db", "desktop.ini"];

    /// <exception cref="UserErrorException">The folder holds something that a run did not write.</exception>
    public static void CheckReplaceable(string folder)
    {
        if (File.Exists(folder))
        {
            throw new UserErrorException($"\"{folder}\" is a file; name a folder for the results.");
        }

        if (!Directory.Exists(folder))
        {
            return;
        }

        string[] entries = [.. ListEntries(folder)];
        if (entries.Length == 0)
        {
            return;
        }

        var run = Path.Combine(folder, RunFiles.Run);
        if (!File.Exists(run) || TryRead(run) is not { } document)
        {
            throw new UserErrorException(
                $"\"{folder}\" is not empty and holds no results of an earlier run; name an empty or a new folder.");
        }

        var foreign = entries.Except(document.Files, RealPath.Comparer).Order(StringComparer.Ordinal).FirstOrDefault();
        if (foreign is not null)
        {
            throw new UserErrorException(
                $"\"{folder}\" holds \"{foreign}\", which the earlier run there did not write and which would be lost; "
                + "move it away or name another folder.");
        }
    }

    /// <summary>The content of a <c>run.json</c>; null where the file is none of ours.</summary>
    /// <exception cref="UserErrorException">A newer program wrote it.</exception>
    public static RunDocument? TryRead(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var json = JsonDocument.Parse(stream);
            if (!IsOurs(json.RootElement, out var version))
            {
                return null;
            }

            return version <= RunDocument.CurrentSchemaVersion
                ? json.Deserialize<RunDocument>(JsonFormat.Options)
                : throw new UserErrorException(
                    $"\"{path}\" has schema_version {version}, but this program knows "
                    + $"{RunDocument.CurrentSchemaVersion} at most: update noisylabels.");
        }
        catch (JsonException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"\"{path}\" cannot be read: {exception.Message}", exception);
        }
    }

    private static bool IsOurs(JsonElement root, out int version)
    {
        version = 0;
        return root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("tool", out var tool)
            && tool.ValueKind == JsonValueKind.String
            && tool.ValueEquals(RunDocument.ToolName)
            && root.TryGetProperty("schema_version", out var number)
            && number.ValueKind == JsonValueKind.Number
            && number.TryGetInt32(out version);
    }

    private static IEnumerable<string> ListEntries(string folder)
    {
        try
        {
            var entries = Directory.GetFileSystemEntries(folder);
            return entries.Select(entry => Path.GetFileName(entry)).Where(name => !Litter.Contains(name));
        }
        catch (UnauthorizedAccessException)
        {
            throw new UserErrorException($"\"{folder}\" cannot be read: permission denied; name another folder.");
        }
    }
}
