using System.Text.Json;
using NoisyLabels.Datasets.Files;

namespace NoisyLabels.Datasets.Corrections;

/// <summary>
/// Reads and writes corrections in both shapes: the predecessor's four parallel arrays, which old scripts read, and the
/// versioned one, whose items say more.
/// </summary>
public static class CorrectionsFile
{
    /// <summary>The newest version of the versioned shape that this program writes and reads.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Name of the file of four arrays in the folder of a run.</summary>
    public const string ArraysName = "corrections.json";

    /// <summary>Name of the versioned file in the folder of a run.</summary>
    public const string VersionedName = "corrections.v1.json";

    private const int Decimals = 6;
    private const int FlushThreshold = 1 << 16;

    /// <summary>Reads either shape.</summary>
    /// <param name="path">The file, or the folder of a run that holds it.</param>
    /// <exception cref="UserErrorException">
    /// The file is missing, damaged, of neither shape, or of a newer version.
    /// </exception>
    public static CorrectionSet Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path))
        {
            path = FileOf(path);
        }

        if (!File.Exists(path))
        {
            throw new UserErrorException($"There is no file \"{path}\".");
        }

        using var document = JsonFile.Parse(path);
        return new CorrectionsParser(path).Read(document.RootElement);
    }

    /// <summary>Writes the predecessor's shape: four arrays of equal length, every image listed.</summary>
    public static void WriteArrays(Stream stream, CorrectionSet corrections)
    {
        ArgumentNullException.ThrowIfNull(corrections);
        using var writer = new Utf8JsonWriter(stream, JsonFormat.Indented);
        writer.WriteStartObject();
        WriteTexts(writer, CorrectionKeys.Paths, corrections.Items.Select(item => item.Path));
        WriteTexts(writer, CorrectionKeys.OriginalLabels, corrections.Items.Select(item => item.OriginalLabel));
        WriteTexts(writer, CorrectionKeys.CorrectedLabels, corrections.Items.Select(item => item.CorrectedLabel));
        writer.WriteStartArray(CorrectionKeys.Scores);
        foreach (var item in corrections.Items)
        {
            writer.WriteNumberValue(Rounded(item.Score));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes the versioned shape.</summary>
    public static void WriteVersioned(Stream stream, CorrectionSet corrections)
    {
        ArgumentNullException.ThrowIfNull(corrections);
        using var writer = new Utf8JsonWriter(stream, JsonFormat.Indented);
        writer.WriteStartObject();
        writer.WriteNumber(CorrectionKeys.SchemaVersion, CurrentSchemaVersion);
        writer.WriteString(CorrectionKeys.Project, corrections.Project);
        writer.WriteString(CorrectionKeys.ModelVersion, corrections.ModelVersion);
        writer.WriteStartArray(CorrectionKeys.Items);
        foreach (var item in corrections.Items)
        {
            WriteItem(writer, item);
            FlushWhenLarge(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string FileOf(string run) =>
        new[] { VersionedName, ArraysName }
            .Select(name => Path.Combine(run, name))
            .FirstOrDefault(File.Exists)
        ?? throw new UserErrorException(
            $"\"{run}\" is a folder without {ArraysName}; name one that 'find' wrote, or such a file.");

    private static void WriteItem(Utf8JsonWriter writer, Correction item)
    {
        writer.WriteStartObject();
        writer.WriteString(CorrectionKeys.Path, item.Path);
        writer.WriteString(CorrectionKeys.OriginalLabel, item.OriginalLabel);
        writer.WriteString(CorrectionKeys.CorrectedLabel, item.CorrectedLabel);
        writer.WriteNumber(CorrectionKeys.Score, Rounded(item.Score));
        if (item.LabelQuality is { } quality)
        {
            writer.WriteNumber(CorrectionKeys.LabelQuality, Rounded(quality));
        }

        writer.WriteString(CorrectionKeys.State, CorrectionKeys.NameOf(item.State));
        if (item.Sha256 is not null)
        {
            writer.WriteString(CorrectionKeys.Sha256, item.Sha256);
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
            FlushWhenLarge(writer);
        }

        writer.WriteEndArray();
    }

    /// <summary>The writer keeps everything in memory until it is told to let go.</summary>
    private static void FlushWhenLarge(Utf8JsonWriter writer)
    {
        if (writer.BytesPending > FlushThreshold)
        {
            writer.Flush();
        }
    }

    /// <summary>What is no number counts as no confidence at all.</summary>
    private static double Rounded(double score) => double.IsFinite(score) ? Math.Round(score, Decimals) : 0;
}
