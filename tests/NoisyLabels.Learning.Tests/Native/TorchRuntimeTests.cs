using NoisyLabels.Learning.Native;
using TorchSharp;

namespace NoisyLabels.Learning.Tests.Native;

public sealed class TorchRuntimeTests
{
    [Fact]
    public void The_native_library_loads_and_computes()
    {
        TorchRuntime.EnsureLoaded();

        using var product = torch.ones(2, 3).mm(torch.ones(3, 2));

        Assert.Equal([3f, 3f, 3f, 3f], product.data<float>().ToArray());
    }

    [Fact]
    public void Threads_of_the_native_library_wait_without_spinning_unless_told_otherwise()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The variable is read by the OpenMP of Linux.");
        Assert.SkipWhen(Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is not null, "The variable is set.");

        TorchRuntime.EnsureLoaded();

        Assert.Equal("PASSIVE", NativeProcess.GetVariable("OMP_WAIT_POLICY"));
        NativeProcess.SetDefault("OMP_WAIT_POLICY", "ACTIVE");
        Assert.Equal("PASSIVE", NativeProcess.GetVariable("OMP_WAIT_POLICY"));
    }
}
