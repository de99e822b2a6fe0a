namespace NoisyLabels.Learning.Tests.Native;

/// <summary>TorchSharp's native library as the build puts it beside the tests.</summary>
internal static class TorchLibrary
{
    public const string AbsentReason = "TorchSharp's library for 64-bit Linux is not beside the tests.";

    public static string Path { get; } =
        System.IO.Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");
}
