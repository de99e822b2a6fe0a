using TorchSharp;

namespace NoisyLabels.Learning.Tests.InstanceGM.Networks;

/// <summary>How many tensors of this thread are alive.</summary>
internal static class LiveTensors
{
    public static long Added(Action work)
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        work();
        return DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
    }
}
