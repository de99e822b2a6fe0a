using System.Text.Json;
using System.Text.Json.Serialization;

namespace NoisyLabels.LabelStudio.Json;

/// <summary>How messages to Label Studio are written: snake_case names; absent values are left out.</summary>
public static class LabelStudioJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
