using System.Runtime.Intrinsics.X86;

namespace NoisyLabels.Learning.Native;

/// <summary>Lets oneDNN, libtorch's library for convolutions, guess the sizes of caches that the machine hides.</summary>
/// <remarks>
/// Virtual machines may show an AMD processor without its caches. oneDNN 3.7 then takes each of them for one byte, and
/// reorders weights wrongly whose channels do not fill a vector: gradients are wrong, and memory beside them is
/// overwritten. It has a guess for machines that tell no number of caches; here the branch is removed that keeps it
/// from using it. Where that cannot be done, instructions up to AVX are right, at less than half the speed.
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

    /// <summary>An AMD processor (as oneDNN reads it) that tells of no first cache.</summary>
    public static bool AreHidden =>
        X86Base.IsSupported
        && X86Base.CpuId(0, 0) is (_, 0x68747541, 0x444d4163, 0x69746e65) // "AuthenticAMD"
        && (X86Base.CpuId(CacheProperties, 0).Eax & TypeOfCache) == 0;

    /// <summary>Call after libtorch was loaded and before it computes.</summary>
    /// <param name="library">TorchSharp's, through which libtorch's functions are found.</param>
    /// <returns>In words what was done; null where nothing had to be.</returns>
    public static string? Guess(nint library)
    {
        if (!AreHidden)
        {
            return null;
        }

        if (LibraryCode.TryReplace(library, Landmark, BranchOffset - LandmarkOffset, KnownCode, BranchStart, NoBranch))
        {
            return "cache sizes, which this machine hides, are guessed";
        }

        NativeEnvironment.SetDefault("ONEDNN_MAX_CPU_ISA", "AVX");
        return "this machine hides the sizes of its caches: convolutions use AVX at most, at less than half the speed";
    }
}
