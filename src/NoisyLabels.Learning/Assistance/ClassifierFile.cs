using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using NoisyLabels.Common.Files;
using NoisyLabels.Learning.Heads;

namespace NoisyLabels.Learning.Assistance;

/// <summary>
/// A classifier as bytes: a mark, a version, the content, and the SHA-256 of all before. Little-endian throughout.
/// </summary>
internal static class ClassifierFile
{
    /// <summary>Raised whenever the content changes its meaning.</summary>
    private const int Version = 1;

    /// <summary>A file that claims more numbers than this in one place is no classifier.</summary>
    private const int MaxNumbers = 1 << 28;

    private static ReadOnlySpan<byte> Mark => "NLCLASSF"u8;

    private static int HeadLength => Mark.Length + sizeof(int);

    public static void Save(Classifier classifier, string path)
    {
        try
        {
            AtomicFile.Write(path, ToBytes(classifier));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"The classifier cannot be written to \"{path}\": {e.Message} "
                + "What was there before is kept; make room or choose another folder.", e);
        }
    }

    public static Classifier Load(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The classifier \"{path}\" cannot be read: {e.Message}", e);
        }

        RequireWhole(bytes, path);
        try
        {
            using var reader = new BinaryReader(
                new MemoryStream(bytes, HeadLength, bytes.Length - HeadLength - SHA256.HashSizeInBytes), Encoding.UTF8);
            return Read(reader);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException)
        {
            throw new UserErrorException(
                $"The classifier \"{path}\" does not hold what one of its version must hold. Train again.", e);
        }
    }

    private static byte[] ToBytes(Classifier classifier)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content, Encoding.UTF8);
        writer.Write(Mark);
        writer.Write(Version);
        Write(writer, classifier);
        writer.Flush();
        var bytes = content.ToArray();
        return [.. bytes, .. SHA256.HashData(bytes)];
    }

    private static void Write(BinaryWriter writer, Classifier classifier)
    {
        var (name, sha256, sizes) = classifier.Backbone;
        writer.Write(name);
        writer.Write(sha256);
        Write(writer, sizes, writer.Write);
        writer.Write(classifier.Columns);
        Write(writer, classifier.Classes, writer.Write);
        Write(writer, classifier.Learned, writer.Write);
        Write(writer, classifier.Offset);
        var (model, logPrior, doubt) = classifier.Calibration;
        writer.Write(model.Factor);
        writer.Write(model.Noise);
        writer.Write(model.PriorShare);
        Write(writer, logPrior);
        writer.Write(doubt);
        Write(writer, classifier.Parts, part =>
        {
            Write(writer, part.Scale.Columns, range =>
            {
                writer.Write(range.Start);
                writer.Write(range.Count);
            });
            Write(writer, part.Scale.Mean);
            Write(writer, part.Scale.Deviation);
            Write(writer, part.Scale.Centre);
            Write(writer, part.Weights);
        });
    }

    private static Classifier Read(BinaryReader reader)
    {
        var backbone = new ClassifierBackbone(
            reader.ReadString(), reader.ReadString(), ReadList(reader, reader.ReadInt32));
        var columns = reader.ReadInt32();
        var classes = ReadList(reader, reader.ReadString);
        var learned = ReadList(reader, reader.ReadInt32);
        if (learned is [] || Array.Exists(learned, k => k < 0 || k >= classes.Length))
        {
            throw new InvalidDataException("A learned class is none of the classes.");
        }

        var offset = ReadNumbers(reader, learned.Length);
        var model = new NoiseModel(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        var calibration = new Calibration(model, ReadNumbers(reader, learned.Length), reader.ReadSingle());
        var parts = ReadList(reader, () => ReadPart(reader, columns, learned.Length));
        return parts is []
            ? throw new InvalidDataException("A classifier has at least one part.")
            : new(backbone, columns, classes, learned, parts, offset, calibration);
    }

    private static LinearPart ReadPart(BinaryReader reader, int columns, int classes)
    {
        var ranges = ReadList(reader, () => new ColumnRange(reader.ReadInt32(), reader.ReadInt32()));
        if (Array.Exists(ranges, range => range.Start < 0 || range.Count < 1 || range.Start > columns - range.Count))
        {
            throw new InvalidDataException("A part names columns that there are not.");
        }

        var dimension = ranges.Sum(range => range.Count);
        var scale = new FeatureScale(
            ranges,
            ReadNumbers(reader, dimension),
            ReadNumbers(reader, dimension),
            ReadNumbers(reader, dimension));
        return new(scale, ReadNumbers(reader, checked(dimension * classes)));
    }

    private static void Write<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    private static void Write(BinaryWriter writer, float[] numbers)
    {
        writer.Write(numbers.Length);
        writer.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
    }

    private static T[] ReadList<T>(BinaryReader reader, Func<T> read)
    {
        var count = reader.ReadInt32();
        return count is < 0 or > 1_000_000
            ? throw new InvalidDataException("A list is longer than any may be.")
            : [.. Enumerable.Range(0, count).Select(_ => read())];
    }

    private static float[] ReadNumbers(BinaryReader reader, int expected)
    {
        if (reader.ReadInt32() != expected || expected is < 0 or > MaxNumbers)
        {
            throw new InvalidDataException($"{expected} numbers were expected.");
        }

        var numbers = new float[expected];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    private static void RequireWhole(byte[] bytes, string path)
    {
        if (bytes.Length < HeadLength + SHA256.HashSizeInBytes || !bytes.AsSpan().StartsWith(Mark))
        {
            throw new UserErrorException($"\"{path}\" is no classifier, or it is cut off. Train again.");
        }

        var version = BitConverter.ToInt32(bytes, Mark.Length);
        if (version != Version)
        {
            throw new UserErrorException(
                $"The classifier \"{path}\" is of version {version}, and this program reads version {Version}. "
                + "Use the program that made it, or train again.");
        }

        var content = bytes.AsSpan(0, bytes.Length - SHA256.HashSizeInBytes);
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(bytes.AsSpan(content.Length)))
        {
            throw new UserErrorException($"The classifier \"{path}\" is cut off or was changed. Train again.");
        }
    }
}
