using System.Runtime.InteropServices;
using NoisyLabels.Learning.Native;

namespace NoisyLabels.Learning.Tests.Native;

public sealed class NativeHeapTests
{
    private const int Megabyte = 1 << 20;
    private const int Blocks = 200;
    private const long Half = Blocks / 2 * Megabyte;

    [Fact]
    public void What_was_freed_is_kept_until_the_last_scope_ends()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The heap is glibc's.");
        var (first, second) = (NativeHeap.Keep(), NativeHeap.Keep());
        var last = Fill();
        var kept = Environment.WorkingSet;

        first.Dispose();
        first.Dispose(); // once more changes nothing
        var between = Environment.WorkingSet;
        second.Dispose();
        var after = Environment.WorkingSet;
        Marshal.FreeHGlobal(last);

        Assert.InRange(between, kept - Half, long.MaxValue);
        Assert.InRange(after, 0, kept - Half);
    }

    // Frees all blocks but the last, so that those before it are a hole in the heap.
    private static nint Fill()
    {
        var blocks = new nint[Blocks];
        var ones = Enumerable.Repeat((byte)1, Megabyte).ToArray();
        for (var i = 0; i < Blocks; i++)
        {
            blocks[i] = Marshal.AllocHGlobal(Megabyte);
            Marshal.Copy(ones, 0, blocks[i], Megabyte);
        }

        foreach (var block in blocks[..^1])
        {
            Marshal.FreeHGlobal(block);
        }

        return blocks[^1];
    }
}
