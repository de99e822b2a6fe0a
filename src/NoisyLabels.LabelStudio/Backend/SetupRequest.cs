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
    /// Where Label Studio believes itself to be: good for a name, never a place to send credentials to.
    /// </summary>
    public string? Hostname { get; init; }

    /// <summary>Legacy token of the project's creator; Label Studio refuses it where legacy tokens are off.</summary>
    public Secret? AccessToken { get; init; }

    /// <summary>Text or JSON that somebody stored with the backend; null where there is none.</summary>
    public string? ExtraParams { get; init; }

    /// <summary>Version stored with the backend; only Label Studio up to 1.11 sends it.</summary>
    public string? ModelVersion { get; init; }

    public static Reading<SetupRequest> Read(ReadOnlyMemory<byte> body) => JsonBody.Read(body, Of);

    private static Reading<SetupRequest> Of(JsonElement body) => Readings.Of(new SetupRequest
    {
        Project = ProjectUid.Read(body, "project"),
        LabelConfig = body.Text("schema") ?? body.Text("label_config") ?? "",
        Hostname = body.Text("hostname"),
        AccessToken = Secret.Of(body.Text("access_token")),
        ExtraParams = body.Property("extra_params") is { } extra ? extra.Text() ?? extra.GetRawText() : null,
        ModelVersion = body.Text("model_version"),
    });
}
