using System.Text.Json.Serialization;

namespace NoisyLabels.Server.Api;

/// <summary>What our own interface needs.</summary>
internal static class ApiServices
{
    public static void AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddOpenApi();
        services.AddSingleton<CorrectionReader>();
    }
}
