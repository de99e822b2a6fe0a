using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Security.Cryptography;
using NoisyLabels.Common.Files;
using TorchSharp;

namespace NoisyLabels.Learning.Native;

/// <summary>Loads libtorch, also on systems whose libstdc++ is older than the one TorchSharp was built with.</summary>
/// <remarks>
/// TorchSharp 0.107.0 does not load on Debian 12 or Ubuntu 22.04. Where the runtime's own search fails, and only there,
/// a corrected copy (<see cref="GlibcxxPatch"/>) is made once in the cache folder and loaded in its place.
/// </remarks>
public static class TorchRuntime
{
    private const string LibraryName = "LibTorchSharp";
    private const string FileName = "libLibTorchSharp.so";

    /// <summary>
    /// SHA-256 of the one library that the patch is known to be right for: TorchSharp 0.107.0, linux-x64.
    /// </summary>
    private const string KnownHash = "cf33b1b0bb6bbb9754a768fb5c5d04d9f498603be50e73f55621a0b40ee608b8";

    private static readonly Lazy<string> Loaded = new(Load);

    /// <summary>How the library was loaded, in words. Call this before anything of TorchSharp is touched.</summary>
    /// <exception cref="UserErrorException">It cannot be loaded; the message names the remedy.</exception>
    public static string EnsureLoaded() => Loaded.Value;

    private static string Load()
    {
        var how = "as it is";

        // Threads of libtorch that wait for each other by spinning take the core from the one that is waited for, where
        // the machine has other work: a refit of 0.3 s took 7 s beside a build. libtorch reads the variable as it loads.
        NativeProcess.SetDefault("OMP_WAIT_POLICY", "PASSIVE");
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
        try
        {
            // Loaded here first: where TorchSharp itself cannot load it, it prints a page to stdout and loses the reason.
            var library = NativeLibrary.Load(LibraryName, typeof(torch).Assembly, searchPath: null);
            string[] patches = [.. LibraryPatches.Apply(library)];
            torch.InitializeDeviceType(DeviceType.CPU);
            return string.Join("; ", patches.Prepend(how));
        }
        catch (Exception e) when (e is NotSupportedException or DllNotFoundException or TypeInitializationException)
        {
            throw new UserErrorException(
                "The native library of TorchSharp does not load here. It needs 64-bit Linux with glibc 2.28 or later and "
                + $"libstdc++ of GCC 9 or later (on Debian and Ubuntu: apt-get install libstdc++6). Details: {OneLine(e.GetBaseException().Message)}",
                e);
        }
        finally
        {
            AssemblyLoadContext.Default.ResolvingUnmanagedDll -= Resolve;
        }

        nint Resolve(Assembly assembly, string name)
        {
            if (name != LibraryName || !OperatingSystem.IsLinux() || FindOriginal() is not { } original)
            {
                return 0;
            }

            var copy = PatchedCopy(original, CacheFolder());
            how = $"a copy corrected for this system's libstdc++ ({copy})";

            // The copy lies in another folder than the libraries it needs; those already loaded are found by name.
            foreach (var neighbour in new[] { "libc10.so", "libtorch_cpu.so", "libtorch.so" })
            {
                NativeLibrary.Load(Path.Combine(Path.GetDirectoryName(original)!, neighbour));
            }

            return NativeLibrary.Load(copy);
        }
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// Path of the corrected copy of <paramref name="original"/> below <paramref name="cacheFolder"/>, made if absent.
    /// </summary>
    /// <exception cref="UserErrorException">
    /// The original is not the library that the patch is known for, or the copy cannot be written.
    /// </exception>
    internal static string PatchedCopy(string original, string cacheFolder)
    {
        var content = File.ReadAllBytes(original);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (hash != KnownHash)
        {
            throw new UserErrorException(
                $"{original} does not load with this system's libstdc++, and it is not the version that NoisyLabels knows how to "
                + "correct. Install a libstdc++ of GCC 13 or later (Debian 13, Ubuntu 24.04), or run the TorchSharp 0.107.0 that NoisyLabels came with.");
        }

        var copy = Path.Combine(cacheFolder, $"{Path.GetFileNameWithoutExtension(FileName)}-{hash[..16]}.so");
        var patched = GlibcxxPatch.Apply(content);
        if (!File.Exists(copy) || !File.ReadAllBytes(copy).AsSpan().SequenceEqual(patched))
        {
            Write(patched, copy);
        }

        return copy;
    }

    private static void Write(byte[] content, string path)
    {
        try
        {
            AtomicFile.Write(path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"The copy of TorchSharp's library that this system needs could not be written to {Path.GetDirectoryName(path)} ({e.Message}). "
                + "Set NOISYLABELS_CACHE to a folder that can be written.",
                e);
        }
    }

    private static string? FindOriginal()
    {
        var folders = $"{AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES")}".Split(Path.PathSeparator)
            .Append(AppContext.BaseDirectory)
            .Append(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"));
        return folders.Where(f => f.Length > 0).Select(f => Path.Combine(f, FileName)).FirstOrDefault(File.Exists);
    }

    private static string CacheFolder() => Path.Combine(UserFolders.Cache, "native");
}
