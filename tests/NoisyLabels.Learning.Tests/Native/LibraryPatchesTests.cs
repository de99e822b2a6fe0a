using System.Runtime.InteropServices;
using NoisyLabels.Learning.Native;

namespace NoisyLabels.Learning.Tests.Native;

/// <summary>That known code is replaced is seen where it is needed: scalars are kept, and gradients are right.</summary>
public sealed class LibraryPatchesTests
{
    private const string Function = "getenv";

    [Theory]
    [InlineData(Function, 0)]
    [InlineData(Function, 1L << 45)] // nothing is there
    [InlineData("no_such_function", 0)]
    public void Code_that_is_not_as_known_is_let_be(string landmark, long distance)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The library is that of Linux.");
        var library = NativeLibrary.Load("libc.so.6");
        var before = Code(library);

        Assert.False(LibraryPatches.TryReplace(library, landmark, distance, [0x0f, 0x0b, 0x0f, 0x0b], start: 0, [0x90]));

        Assert.Equal(before, Code(library));
    }

    private static byte[] Code(nint library)
    {
        var code = new byte[16];
        Marshal.Copy(NativeLibrary.GetExport(library, Function), code, 0, code.Length);
        return code;
    }
}
