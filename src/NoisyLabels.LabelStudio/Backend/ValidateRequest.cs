using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Backend;

/// <summary><c>POST /validate</c>: can this labelling configuration be served?</summary>
public sealed record ValidateRequest(string LabelConfig)
{
    public static Reading<ValidateRequest> Read(ReadOnlyMemory<byte> body) =>
        JsonBody.Read(
            body,
            root => Readings.Of(new ValidateRequest(root.Text("config") ?? root.Text("label_config") ?? "")));
}
