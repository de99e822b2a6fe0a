using System.Globalization;
using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Records;

/// <summary>
/// A project as Label Studio names it to a backend: <c>14.1795570229</c>, its number and the second of its creation.
/// Two installations may use the same one.
/// </summary>
/// <param name="Id">Number of the project in its installation.</param>
/// <param name="CreatedSeconds">Unix time of its creation, whole seconds; null where the sender left it out.</param>
public sealed record ProjectUid(long Id, long? CreatedSeconds)
{
    public override string ToString() =>
        CreatedSeconds is { } seconds
            ? string.Create(CultureInfo.InvariantCulture, $"{Id}.{seconds}")
            : Id.ToString(CultureInfo.InvariantCulture);

    /// <returns>Null when this names no project, for example <c>"None"</c>.</returns>
    public static ProjectUid? Parse(string? text)
    {
        var parts = (text ?? "").Trim().Split('.');
        return parts.Length <= 2 && Digits(parts[0]) is { } id
            ? new ProjectUid(id, parts.Length == 2 ? Digits(parts[1]) : null)
            : null;
    }

    internal static ProjectUid? Read(JsonElement body, string name) => Parse(body.Text(name));

    private static long? Digits(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
