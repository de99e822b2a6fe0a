using System.Text.Json;

namespace NoisyLabels.Datasets.Corrections.Exporting;

/// <summary>
/// <c>{"classes": […], "labels": {NAME: INDEX}}</c>. FiftyOne finds an image by its path below the folder of images
/// (<c>data/</c> where the dataset is one of its own) without extension; where that would fit two, NAME is the whole
/// absolute path, which it takes as well.
/// </summary>
internal static class FiftyOneWriter
{
    private const string Data = "data/";
    private const int FlushThreshold = 1 << 16;

    public static void Write(Stream stream, CorrectedLabels labels)
    {
        var index = labels.Classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        var isOwn = labels.Items.All(label => label.Item.FileName.StartsWith(Data, StringComparison.Ordinal));
        var stems = labels.Items.CountBy(Stem).ToDictionary(StringComparer.Ordinal);
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
            var stem = Stem(label);
            writer.WriteNumber(stems[stem] == 1 ? stem : Path.GetFullPath(label.Item.FullPath), index[label.Label]);
            if (writer.BytesPending > FlushThreshold)
            {
                writer.Flush();
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();

        string Stem(CorrectedLabel label)
        {
            var file = label.Item.FileName;
            return file[(isOwn ? Data.Length : 0)..^Path.GetExtension(file).Length];
        }
    }
}
