using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Datasets.Results;

/// <summary>
/// NumPy's array file, format 1.0 (numpy.lib.format): a magic string, a header that is a Python dictionary, the values.
/// Only matrices of little-endian 32-bit floats in C order.
/// </summary>
public static partial class NpyFile
{
    private const int HeaderAlignment = 64;

    /// <summary>Floats that are handed to the stream at once: 4 MiB.</summary>
    private const int ChunkLength = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Writes [rows, columns] straight from the matrix's own memory.</summary>
    public static void Write(Stream stream, FloatMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(matrix);
        stream.Write(Header(matrix.Rows, matrix.Columns));
        for (var start = 0L; start < matrix.Values.LongLength; start += ChunkLength)
        {
            var length = (int)Math.Min(ChunkLength, matrix.Values.LongLength - start);
            stream.Write(MemoryMarshal.AsBytes(matrix.Values.AsSpan((int)start, length)));
        }
    }

    /// <exception cref="UserErrorException">The file is no such array, or it is cut off.</exception>
    public static FloatMatrix Read(string path)
    {
        using var stream = File.OpenRead(path);
        var (rows, columns) = ReadHeader(stream, path);
        var expected = (long)rows * columns * sizeof(float);
        if (stream.Length - stream.Position != expected)
        {
            throw new UserErrorException(
                $"\"{path}\" should hold {rows} x {columns} values ({expected} bytes) behind its header, "
                + $"but holds {stream.Length - stream.Position} bytes: it is cut off or was changed.");
        }

        var matrix = new FloatMatrix(rows, columns);
        for (var start = 0L; start < matrix.Values.LongLength; start += ChunkLength)
        {
            var length = (int)Math.Min(ChunkLength, matrix.Values.LongLength - start);
            stream.ReadExactly(MemoryMarshal.AsBytes(matrix.Values.AsSpan((int)start, length)));
        }

        return matrix;
    }

    private static byte[] Header(int rows, int columns)
    {
        var dictionary = string.Create(
            CultureInfo.InvariantCulture,
            $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}");

        // Magic, version, length, text, spaces, newline: together a multiple of 64, so that values are aligned.
        var unpadded = Magic.Length + 4 + dictionary.Length + 1;
        var padding = (HeaderAlignment - (unpadded % HeaderAlignment)) % HeaderAlignment;
        var text = dictionary.PadRight(dictionary.Length + padding) + "\n";
        return [.. Magic, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. Encoding.ASCII.GetBytes(text)];
    }

    private static (int Rows, int Columns) ReadHeader(Stream stream, string path)
    {
        Span<byte> start = stackalloc byte[10];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length
            || !start.StartsWith(Magic))
        {
            throw new UserErrorException($"\"{path}\" is not a NumPy array file (.npy).");
        }

        if (start[6] != 1)
        {
            throw new UserErrorException(
                $"\"{path}\" is in version {start[6]}.{start[7]} of NumPy's format; only 1.0 is read.");
        }

        var header = new byte[start[8] | (start[9] << 8)];
        var text = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length
            ? Encoding.ASCII.GetString(header)
            : throw new UserErrorException($"\"{path}\" is cut off in its header.");
        Require(path, "type", TypePattern().Match(text).Groups[1].Value, "<f4", "save it with .astype('<f4')");
        Require(path, "fortran_order", OrderPattern().Match(text).Groups[1].Value, "False", "save it with order='C'");
        var shape = ShapePattern().Match(text);
        if (!shape.Success
            || !int.TryParse(shape.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var rows)
            || !int.TryParse(shape.Groups[2].ValueSpan, CultureInfo.InvariantCulture, out var columns))
        {
            throw new UserErrorException($"\"{path}\" holds no matrix: its header is {text.Trim()}.");
        }

        return (rows, columns);
    }

    private static void Require(string path, string what, string found, string expected, string remedy)
    {
        if (found != expected)
        {
            throw new UserErrorException(
                $"\"{path}\" has the {what} '{found}', but '{expected}' is needed: {remedy}.");
        }
    }

    [GeneratedRegex(@"'descr':\s*'([^']*)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'fortran_order':\s*(True|False)")]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"'shape':\s*\(\s*(\d+)\s*,\s*(\d+)\s*,?\s*\)")]
    private static partial Regex ShapePattern();
}
