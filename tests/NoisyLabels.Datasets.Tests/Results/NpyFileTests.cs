using System.Text;
using CsCheck;
using NoisyLabels.Datasets.Results;
using NoisyLabels.Learning.Numerics;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Results;

public sealed class NpyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_bytes_are_those_of_numpy()
    {
        // numpy.save(f, numpy.array([[1, 2], [3, -0.5]], dtype='<f4'))
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }".PadRight(117) + "\n";
        byte[] expected =
        [
            0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header),
            0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40, 0, 0, 0, 0xbf,
        ];

        Assert.Equal(expected, Bytes(new FloatMatrix(2, 2, [1, 2, 3, -0.5f])));
    }

    [Fact]
    public void Values_are_aligned_whatever_the_shape() =>
        Gen.Select(Gen.Int[0, 2000], Gen.Int[0, 20]).Sample(
            (rows, columns) => (Bytes(new FloatMatrix(rows, columns)).Length - ((long)rows * columns * 4)) % 64 == 0,
            iter: 100);

    [Fact]
    public void Every_float_survives() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20])
            .SelectMany(
                (rows, columns) => Gen.Float.Array[rows * columns].Select(
                    values => new FloatMatrix(rows, columns, values)))
            .Sample(
                matrix =>
                {
                    var read = NpyFile.Read(_folder.Write("x.npy", Bytes(matrix)));
                    return (read.Rows, read.Columns) == (matrix.Rows, matrix.Columns)
                        && read.Values.Select(BitConverter.SingleToInt32Bits).SequenceEqual(
                            matrix.Values.Select(BitConverter.SingleToInt32Bits));
                },
                iter: 100,
                threads: 1);

    [Fact]
    public void Matrices_longer_than_one_chunk_survive()
    {
        var matrix = new FloatMatrix(3, 1_000_001);
        (matrix[0, 0], matrix[1, 500_000], matrix[2, 1_000_000]) = (1, 2, 3);

        Assert.Equal(matrix.Values, NpyFile.Read(_folder.Write("x.npy", Bytes(matrix))).Values);
    }

    [Theory]
    [InlineData("'descr': '<f8', 'fortran_order': False, 'shape': (1, 1)", "the type '<f8', but '<f4' is needed")]
    [InlineData("'descr': '>f4', 'fortran_order': False, 'shape': (1, 1)", "the type '>f4', but '<f4' is needed")]
    [InlineData("'descr': '<f4', 'fortran_order': True, 'shape': (1, 1)", "save it with order='C'")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (1,)", "holds no matrix")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 1)", "holds no matrix")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (2, 1)", "should hold 2 x 1 values (8 bytes)")]
    public void Other_arrays_are_refused_with_a_sentence(string header, string expected)
    {
        var text = $"{{{header}, }}\n";
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. Encoding.ASCII.GetBytes(text), 0, 0, 0, 0];

        AssertRefused(file, expected);
    }

    [Fact]
    public void Damaged_files_are_refused_with_a_sentence()
    {
        var file = Bytes(new FloatMatrix(2, 2));

        AssertRefused(file[..^1], "it is cut off");
        AssertRefused([.. file, 0], "it is cut off or was changed");
        AssertRefused(file[..50], "cut off in its header");
        AssertRefused(file[..5], "not a NumPy array file");
        AssertRefused("something else"u8.ToArray(), "not a NumPy array file");
        file[6] = 2;
        AssertRefused(file, "version 2.0");
    }

    private void AssertRefused(byte[] file, string expected)
    {
        var error = Assert.Throws<UserErrorException>(() => NpyFile.Read(_folder.Write("x.npy", file)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(FloatMatrix matrix)
    {
        using var stream = new MemoryStream();
        NpyFile.Write(stream, matrix);
        return stream.ToArray();
    }
}
