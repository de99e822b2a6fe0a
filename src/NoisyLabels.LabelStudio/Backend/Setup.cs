using System.Text.Json;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend;

/// <summary><c>POST /setup</c>: sent on connecting, and before every prediction run.</summary>
public sealed record SetupRequest
{
    /// <summary>Null in probes that name no project.</summary>
    public ProjectUid? Project { get; init; }

    /// <summary>The labelling configuration, XML; empty where the project has none.</summary>
    public string LabelConfig { get; init; } = "";

    /// <summary>
    /// Where Label Studio believes itself to be. It serves as a name; credentials are never sent to it.
    /// </summary>
    public string? Hostname { get; init; }

    /// <summary>Legacy token of the project's creator; Label Studio refuses it where legacy tokens are off.</summary>
    public Secret? AccessToken { get; init; }

    public static Reading<SetupRequest> Read(ReadOnlyMemory<byte> body) => JsonBody.Read(body, ReadObject);

    private static Reading<SetupRequest> ReadObject(JsonElement body) => Readings.Of(new SetupRequest
    {
        Project = ProjectUid.Read(body, "project"),
        LabelConfig = body.Text("schema") ?? body.Text("label_config") ?? "",
        Hostname = body.Text("hostname"),
        AccessToken = Secret.Of(body.Text("access_token")),
    });
}

/// <param name="ModelVersion">
/// Never empty, and the same text as in the predictions: Label Studio predicts a task again when they differ.
/// </param>
public sealed record SetupResponse(string ModelVersion);

/// <summary><c>POST /validate</c>: asks whether this labelling configuration can be served.</summary>
public sealed record ValidateRequest(string LabelConfig)
{
    public static Reading<ValidateRequest> Read(ReadOnlyMemory<byte> body) =>
        JsonBody.Read(
            body,
            root => Readings.Of(new ValidateRequest(root.Text("config") ?? root.Text("label_config") ?? "")));
}

/// <summary>What <c>GET /health</c> and <c>GET /</c> answer; Label Studio looks only at the status code.</summary>
/// <param name="Status">The server is up while it can answer.</param>
/// <param name="ModelClass">The official backend gives a class here, and its tests look for the key.</param>
public sealed record HealthResponse(string Status = "UP", string ModelClass = "NoisyLabels");
