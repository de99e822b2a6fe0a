using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.Server.Backend;

/// <summary>Writes what Label Studio takes: 200 with a JSON object, and hardly anything else.</summary>
internal static class BackendAnswer
{
    public static IResult Json<T>(T value)
        where T : class => TypedResults.Json(value, LabelStudioJson.Options);
}

/// <summary>The answer to a message that asks for nothing but to be taken.</summary>
/// <param name="Status"><c>ok</c>.</param>
/// <param name="Job">The training that the message asked for, for /job_status; null when there is none.</param>
/// <param name="Detail">One sentence where there is something to say; null otherwise.</param>
internal sealed record Acknowledgement(string Status = "ok", string? Job = null, string? Detail = null);
