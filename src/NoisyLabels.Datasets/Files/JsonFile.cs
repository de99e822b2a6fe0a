using System.Text.Json;

namespace NoisyLabels.Datasets.Files;

/// <summary>Reads a whole JSON file, and says in words where it is none.</summary>
internal static class JsonFile
{
    /// <exception cref="UserErrorException">It cannot be read, is cut off, or is no JSON.</exception>
    public static JsonDocument Parse(string path)
    {
        var bytes = ReadAll(path);
        ReadOnlyMemory<byte> text = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new UserErrorException(
                IsCutOff(text.Span)
                    ? $"\"{path}\" is cut off: it begins as JSON but does not end; write or copy it again."
                    : $"\"{path}\" is not JSON (line {exception.LineNumber + 1}).");
        }
    }

    /// <summary>Would what is there be right if more came?</summary>
    private static bool IsCutOff(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
            }

            return text.ContainsAny((byte)'{', (byte)'[');
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[] ReadAll(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"\"{path}\" cannot be read: {exception.Message}", exception);
        }
    }
}
