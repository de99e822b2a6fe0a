using System.Text.Json;
using System.Text.Json.Serialization;

namespace NoisyLabels.Server.Api;

/// <summary>How the API writes JSON: snake_case names, kinds by name.</summary>
internal static class ApiJson
{
    public static void Set(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }
}
