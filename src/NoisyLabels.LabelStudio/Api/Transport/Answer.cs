using System.Net;

namespace NoisyLabels.LabelStudio.Api.Transport;

/// <summary>The whole of an answer, whatever its status.</summary>
internal sealed record Answer(HttpStatusCode Status, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
