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
}
