using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NoisyLabels.Contracts.Projects;

/// <summary>The names that people write for the values of a setting.</summary>
public static class SettingName
{
    /// <summary>All names that may be written, in the order of their values.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => Table<T>.Names;

    /// <exception cref="ArgumentOutOfRangeException">The value has no name.</exception>
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.NameOf.GetValueOrDefault(value)
            ?? throw new ArgumentOutOfRangeException(nameof(value), value, $"This {typeof(T).Name} has no name.");

    internal static class Table<T>
        where T : struct, Enum
    {
        public static readonly IReadOnlyDictionary<T, string> NameOf = typeof(T)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (Field: field, field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name))
            .Where(entry => entry.Name is not null)
            .ToDictionary(entry => (T)entry.Field.GetValue(null)!, entry => entry.Name!);

        public static readonly IReadOnlyDictionary<string, T> ValueOf =
            NameOf.ToDictionary(entry => entry.Value, entry => entry.Key, StringComparer.Ordinal);

        public static readonly IReadOnlyList<string> Names =
            [.. NameOf.OrderBy(entry => entry.Key).Select(entry => entry.Value)];
    }
}

/// <summary>
/// Reads a name that is not known as <c>Unknown</c>, so that whoever checks the settings can say at once all that is wrong
/// with them.
/// </summary>
internal sealed class SettingNameConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private const string Unknown = "unknown";

    private static readonly T UnknownValue = Enum.Parse<T>(nameof(Unknown));

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String
        && SettingName.Table<T>.ValueOf.TryGetValue(reader.GetString()!, out var value)
            ? value
            : reader.TokenType is JsonTokenType.String
                ? UnknownValue
                : throw new JsonException($"The name of a {typeof(T).Name} is expected.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(SettingName.Table<T>.NameOf.GetValueOrDefault(value, Unknown));
}
