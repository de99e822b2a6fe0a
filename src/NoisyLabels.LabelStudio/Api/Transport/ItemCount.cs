namespace NoisyLabels.LabelStudio.Api.Transport;

internal sealed record ItemCount(int Items);
