namespace NoisyLabels.Learning.Backbones;

/// <summary>A tensor inside a graph whose mean over the picture is to become a further output.</summary>
/// <param name="Tensor">Name of the tensor, [n, channels, h, w].</param>
/// <param name="Channels">Its second axis.</param>
internal sealed record StageOutput(string Tensor, int Channels)
{
    /// <summary>The output that it becomes, [n, channels, 1, 1].</summary>
    public BackboneOutput Output => new(Tensor + "_Pooled", Channels);
}
