using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.Server.Backend;

/// <summary>Label Studio takes 200 with a JSON object, and hardly anything else.</summary>
internal static class BackendAnswer
{
    public static IResult Json<T>(T value)
        where T : class => TypedResults.Json(value, LabelStudioJson.Options);
}
