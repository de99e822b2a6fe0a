using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Tests.Native;

[assembly: AssemblyFixture(typeof(LoadedTorch))]

namespace NoisyLabels.Learning.Tests.Native;

/// <summary>
/// Loads libtorch before the first test: whichever type of TorchSharp is touched before that would look for the library
/// by itself, fail on an older libstdc++, and stay broken for the whole process.
/// </summary>
public sealed class LoadedTorch
{
    public LoadedTorch() => TorchRuntime.EnsureLoaded();
}
