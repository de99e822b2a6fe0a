using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Calls;

internal static class Rows
{
    /// <summary>A plain list, or a page with <c>results</c>; null when it is neither.</summary>
    public static IReadOnlyList<T>? Read<T>(JsonElement answer, Func<JsonElement, T?> read)
        where T : class
    {
        var list = answer.ValueKind is JsonValueKind.Array ? answer : answer.Property("results") ?? default;
        return list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(read).OfType<T>()]
            : null;
    }
}
