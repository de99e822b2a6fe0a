using System.Text.Json;

namespace NoisyLabels.Learning.Corrections.Exporting;

/// <summary>
/// <c>{"classes": […], "labels": {NAME: INDEX}}</c>. FiftyOne finds an image by its path below the folder of images
/// without extension; where that would fit two, NAME is the whole absolute path, which it takes as well.
/// </summary>
internal static class FiftyOneWriter
{
    private const int FlushThreshold = 1 << 16;

    public static void Write(Stream stream, CorrectedLabels labels)
    {
        var index = labels.Classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        var stems = labels.Items.CountBy(label => Stem(label.Item.FileName)).ToDictionary(StringComparer.Ordinal);
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        writer.WriteStartArray("classes");
        foreach (var name in labels.Classes)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("labels");
        foreach (var label in labels.Items)
        {
            var stem = Stem(label.Item.FileName);
            writer.WriteNumber(stems[stem] == 1 ? stem : Path.GetFullPath(label.Item.FullPath), index[label.Label]);
            if (writer.BytesPending > FlushThreshold)
            {
                writer.Flush();
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string Stem(string file) => file[..^Path.GetExtension(file).Length];
}
