using NoisyLabels.Learning.InstanceGM.Networks;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>
/// The two networks that teach each other; owns all modules and optimisers. Made outside all dispose scopes.
/// </summary>
internal sealed class TwinNetworks(
    NetworkPlan plan, InstanceGmOptions options, RandomStreams streams, Device device) : IDisposable
{
    public Twin A { get; } = new(0, plan, options, streams, device);

    public Twin B { get; } = new(1, plan, options, streams, device);

    public IReadOnlyList<Twin> Both => [A, B];

    public Twin PeerOf(Twin twin) => twin == A ? B : A;

    public void Dispose()
    {
        A.Dispose();
        B.Dispose();
    }
}
