using System.Text.Json;
using System.Text.Json.Serialization;

namespace NoisyLabels.Contracts.Api;

/// <summary>How the API writes JSON: names in snake_case, members of enumerations by name, nothing for null.</summary>
public static class ApiJson
{
    /// <summary>For a program that reads answers of the API, or writes bodies for it.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Sets the options of the API in those that a web host already has.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
