using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace NoisyLabels.Learning.Native;

/// <summary>
/// Changes the code of a loaded library in memory, where a check shows on this machine the defect that the change mends.
/// </summary>
/// <remarks>A change is made only over bytes that are the known ones of TorchSharp 0.107.0 and libtorch 2.10.0.</remarks>
internal static class LibraryPatches
{
    /// <summary>Call after the library was loaded and before it computes.</summary>
    /// <param name="library">TorchSharp's, through which libtorch's functions are found.</param>
    /// <returns>A phrase for each defect that a check has shown: how it was mended, or what remains of it.</returns>
    public static IEnumerable<string> Apply(nint library) =>
        new[] { ScalarKeeper.PatchIfNeeded(library), CacheSizes.PatchIfNeeded(library) }.OfType<string>();

    /// <summary>Replaces instructions of a loaded library.</summary>
    /// <param name="landmark">An exported function of the library or of one that it needs.</param>
    /// <param name="distance">Bytes from there to the code.</param>
    /// <param name="known">What must be there.</param>
    /// <param name="start">First byte of it that is replaced.</param>
    /// <returns>False where this is another library or system; nothing is changed then.</returns>
    public static bool TryReplace(
        nint library, string landmark, long distance, ReadOnlySpan<byte> known, int start, ReadOnlySpan<byte> code)
    {
        if (!OperatingSystem.IsLinux()
            || RuntimeInformation.ProcessArchitecture != Architecture.X64
            || !NativeLibrary.TryGetExport(library, landmark, out var function))
        {
            return false;
        }

        try
        {
            // The kernel lets a process write to its own code here, page by page a private copy; and reading what is not
            // there fails instead of ending the process.
            using var memory = File.OpenHandle("/proc/self/mem", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            var found = new byte[known.Length];
            if (RandomAccess.Read(memory, found, function + distance) != known.Length || !known.SequenceEqual(found))
            {
                return false;
            }

            RandomAccess.Write(memory, code, function + distance + start);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>Keeps scalars for as long as libtorch may be reading them.</summary>
/// <remarks>
/// TorchSharp hands each scalar of an operation (even the 1 of a sum) to libtorch as an object on the native heap. The
/// scalar's finalizer frees that object as soon as no managed code uses it, while native code may still read it. On busy
/// processors <c>3 + 4</c> is then 6 now and then, or an error about a type. The patch makes the library's function that
/// frees a scalar jump to one here, which frees it ten seconds later.
/// </remarks>
internal static unsafe class ScalarKeeper
{
    private const string Free = "THSTorch_dispose_scalar";

    /// <summary>Longer than a thread in the middle of a call can be kept from a processor.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);

    private static readonly Lock Gate = new();
    private static readonly Queue<(nint Scalar, long Since)> Waiting = new();

    /// <summary>The whole function up to its last jump: it frees the scalar at once, whoever reads it.</summary>
    private static ReadOnlySpan<byte> KnownCode =>
    [
        0x48, 0x85, 0xff, 0x74, 0x2d, 0x8b, 0x07, 0x83, 0xc0, 0xfb, 0x83, 0xf8, 0x02, 0x77, 0x19, 0x48, 0x8b, 0x47, 0x10,
        0x48, 0x85, 0xc0, 0x74, 0x10, 0x53, 0x48, 0x89, 0xfb, 0x48, 0x89, 0xc7, 0xe8, 0x6c, 0xb5, 0xee, 0xff, 0x48, 0x89,
        0xdf, 0x5b, 0xbe, 0x20, 0x00, 0x00, 0x00, 0xe9, 0x8e, 0x2e, 0xee, 0xff, 0xc3,
    ];

    /// <returns>What was done, or what remains of the defect; null where TorchSharp has no such defect.</returns>
    public static string? PatchIfNeeded(nint library)
    {
        if (KeepsScalars())
        {
            return null;
        }

        var target = (nint)(delegate* unmanaged<nint, void>)&FreeLater;
        return LibraryPatches.TryReplace(library, Free, distance: 0, KnownCode, start: 0, JumpTo(target)) && Works(library)
            ? "scalars are freed ten seconds later (its code is changed in memory)"
            : "its scalars could not be guarded, so trainings may fail on busy processors";
    }

    /// <summary>Whether TorchSharp's own sum keeps its scalars alive until the native call is over.</summary>
    internal static bool KeepsScalars()
    {
        const byte Call = 0x28;
        var add = typeof(torch.Tensor).GetMethod(nameof(torch.Tensor.add), [typeof(Scalar), typeof(Scalar)]);
        var code = add?.GetMethodBody()?.GetILAsByteArray() ?? [];
        return Enumerable.Range(0, Math.Max(0, code.Length - sizeof(int))).Any(at => code[at] == Call && IsKeepAlive(at + 1));

        bool IsKeepAlive(int at)
        {
            try
            {
                return add!.Module.ResolveMethod(BitConverter.ToInt32(code, at))?.Name == nameof(GC.KeepAlive);
            }
            catch (ArgumentException)
            {
                return false; // The byte belongs to something else than a call.
            }
        }
    }

    // A scalar that is freed through the library must arrive here.
    private static bool Works(nint library)
    {
        var make = (delegate* unmanaged<int, nint>)NativeLibrary.GetExport(library, "THSTorch_int32_to_scalar");
        var free = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, Free);
        var scalar = make(1);
        free(scalar);
        lock (Gate)
        {
            return Waiting.Any(waiting => waiting.Scalar == scalar);
        }
    }

    // mov rax, target; jmp rax
    private static byte[] JumpTo(nint target)
    {
        byte[] code = [0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xe0];
        BinaryPrimitives.WriteInt64LittleEndian(code.AsSpan(2), target);
        return code;
    }

    [UnmanagedCallersOnly]
    private static void FreeLater(nint scalar)
    {
        if (scalar == 0)
        {
            return;
        }

        var now = Stopwatch.GetTimestamp();
        lock (Gate)
        {
            Waiting.Enqueue((scalar, now));
            while (Stopwatch.GetElapsedTime(Waiting.Peek().Since, now) > KeptFor)
            {
                NativeMemory.Free((void*)Waiting.Dequeue().Scalar);
            }
        }
    }
}

/// <summary>Lets oneDNN, libtorch's library for convolutions, guess the sizes of caches that the machine hides.</summary>
/// <remarks>
/// Virtual machines may show an AMD processor without its caches. oneDNN 3.7 then takes each of them for one byte, and
/// reorders weights wrongly whose channels do not fill a vector: gradients are wrong, and memory beside them is
/// overwritten. oneDNN has a guess for machines that tell no number of caches. The patch removes the branch that keeps
/// oneDNN from using it. Where that cannot be done, instructions up to AVX are right, at less than half the speed.
/// </remarks>
internal static class CacheSizes
{
    private const int CacheProperties = unchecked((int)0x8000001D);
    private const int TypeOfCache = 0x1F;

    /// <summary>A function of libtorch 2.10.0 for linux-x64 that can be found by name, and its place in the file.</summary>
    private const string Landmark = "_ZN2at3cpu13L2_cache_sizeEv";
    private const long LandmarkOffset = 0x1e28830;

    /// <summary>In <c>platform::get_per_core_cache_size</c>: test ecx, ecx; jne past the guess; …</summary>
    private const long BranchOffset = 0xfa22b6f;
    private const int BranchStart = 2;
    private static readonly byte[] NoBranch = [0x90, 0x90];

    private static ReadOnlySpan<byte> KnownCode =>
    [
        0x85, 0xc9, 0x75, 0x1d, 0x83, 0xeb, 0x01, 0x83, 0xfb, 0x02, 0x0f, 0x86, 0x81, 0x00, 0x00, 0x00, 0x31, 0xc0,
        0x48, 0x83, 0xc4, 0x08, 0x5b, 0x41, 0x5c, 0x41, 0x5d, 0x5d, 0xc3,
    ];

    /// <summary>Whether this is an AMD processor (as oneDNN reads it) that tells of no first cache.</summary>
    public static bool AreHidden =>
        X86Base.IsSupported
        && X86Base.CpuId(0, 0) is (_, 0x68747541, 0x444d4163, 0x69746e65) // "AuthenticAMD"
        && (X86Base.CpuId(CacheProperties, 0).Eax & TypeOfCache) == 0;

    /// <returns>What was done; null where the machine shows its caches.</returns>
    public static string? PatchIfNeeded(nint library)
    {
        if (!AreHidden)
        {
            return null;
        }

        if (LibraryPatches.TryReplace(library, Landmark, BranchOffset - LandmarkOffset, KnownCode, BranchStart, NoBranch))
        {
            return "cache sizes, which this machine hides, are guessed (its code is changed in memory)";
        }

        NativeProcess.SetDefault("ONEDNN_MAX_CPU_ISA", "AVX");
        return "this machine hides the sizes of its caches: convolutions use AVX at most, at less than half the speed";
    }
}
