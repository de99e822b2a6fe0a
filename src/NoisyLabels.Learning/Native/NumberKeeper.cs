using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NoisyLabels.Learning.Native;

/// <summary>Keeps numbers alive for as long as libtorch may be reading them.</summary>
/// <remarks>
/// TorchSharp hands each number of an operation (even the 1 of a sum) to libtorch as an object on the native heap, and
/// its finalizer frees it as soon as no managed code will use it any more: the native code may be about to. On busy
/// processors <c>3 + 4</c> is then 6 now and then, or an error about a type. So the library's function that frees such
/// an object is made to jump to one here, which frees it a while later.
/// </remarks>
internal static unsafe class NumberKeeper
{
    private const string Freeing = "THSTorch_dispose_scalar";

    /// <summary>Longer than a thread in the middle of a call can be kept from a processor.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);

    private static readonly Lock Gate = new();
    private static readonly Queue<(nint Number, long Since)> Waiting = new();

    /// <summary>How TorchSharp 0.107.0's function begins: null is let be, then the kind of number is looked at.</summary>
    private static ReadOnlySpan<byte> KnownBeginning => [0x48, 0x85, 0xff, 0x74, 0x2d, 0x8b, 0x07, 0x83, 0xc0, 0xfb, 0x83, 0xf8];

    /// <summary>Call before any number is freed.</summary>
    /// <returns>False where this is another library or system: numbers are then freed as TorchSharp does.</returns>
    public static bool TryAttach(nint library) => LibraryCode.TryReplace(
        library, Freeing, distance: 0, KnownBeginning, start: 0, JumpTo((nint)(delegate* unmanaged<nint, void>)&FreeLater));

    // mov rax, target; jmp rax
    private static byte[] JumpTo(nint target)
    {
        byte[] code = [0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xe0];
        BinaryPrimitives.WriteInt64LittleEndian(code.AsSpan(2), target);
        return code;
    }

    [UnmanagedCallersOnly]
    private static void FreeLater(nint number)
    {
        if (number == 0)
        {
            return;
        }

        var now = Stopwatch.GetTimestamp();
        lock (Gate)
        {
            Waiting.Enqueue((number, now));
            while (Stopwatch.GetElapsedTime(Waiting.Peek().Since, now) > KeptFor)
            {
                NativeMemory.Free((void*)Waiting.Dequeue().Number);
            }
        }
    }
}
