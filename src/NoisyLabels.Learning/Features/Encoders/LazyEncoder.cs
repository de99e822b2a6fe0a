using NoisyLabels.Learning.Backbones;

namespace NoisyLabels.Learning.Features.Encoders;

/// <summary>An encoder that is loaded when it is first needed: not at all where the cache has everything.</summary>
internal sealed class LazyEncoder(Backbone backbone, IReadOnlyList<int> sizes) : IDisposable
{
    private readonly Lazy<Encoder> _encoder = new(() => new Encoder(backbone, sizes));

    public Encoder Value => _encoder.Value;

    public void Dispose()
    {
        if (_encoder.IsValueCreated)
        {
            Value.Dispose();
        }
    }
}
