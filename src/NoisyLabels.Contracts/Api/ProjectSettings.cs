using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NoisyLabels.Contracts.Api;

/// <summary>
/// What a team may choose for its project. Numbers 0 and 5 were the texts of today's enumerations; they stay unused.
/// </summary>
[GenerateSerializer, Immutable, Alias("NoisyLabels.ProjectSettings")]
public sealed record ProjectSettings
{
    /// <summary>How the model learns.</summary>
    /// <value><c>frozen</c> (the default) or a method of <c>find --method</c>, for example <c>instancegm-features</c>.</value>
    [Id(9), JsonConverter(typeof(SettingNameConverter<TrainingEngine>))]
    public TrainingEngine Engine { get; init; }

    /// <summary>Train when annotations arrive, not only when somebody asks for it.</summary>
    /// <value>True by default.</value>
    [Id(1)]
    public bool TrainsByItself { get; init; } = true;

    /// <summary>Labelled images from which a first model is made.</summary>
    /// <value>From 2; 20 by default.</value>
    [Id(2)]
    public int LeastLabels { get; init; } = 20;

    /// <summary>
    /// After a new version, write its predictions into Label Studio (<c>import/predictions</c>), and suspected wrong
    /// labels as <c>mislabeling</c>. Needs an API key.
    /// </summary>
    /// <value>True by default.</value>
    [Id(3)]
    public bool PushesPredictions { get; init; } = true;

    /// <summary>Name of the backbone.</summary>
    /// <value>Null by default: the one that comes with the product.</value>
    [Id(4)]
    public string? Backbone { get; init; }

    /// <summary>Which annotations that are marked as ground truth are believed.</summary>
    /// <value><c>when-exceptional</c> (the default), <c>always</c> or <c>never</c>.</value>
    [Id(10), JsonConverter(typeof(SettingNameConverter<GroundTruthTrust>))]
    public GroundTruthTrust GroundTruth { get; init; }

    /// <summary>Weight of a prediction that a person took over unchanged.</summary>
    /// <value>From 0 to 1; 0.5 by default.</value>
    [Id(6)]
    public double AcceptedPredictionWeight { get; init; } = 0.5;

    /// <summary>
    /// Estimate for each annotator how many labels are right. People are measured by it, so somebody has to decide that.
    /// </summary>
    /// <value>False by default.</value>
    [Id(8)]
    public bool MeasuresAnnotators { get; init; }

    /// <summary>Draws folds and samples.</summary>
    [Id(7)]
    public int Seed { get; init; }
}

/// <summary>
/// How a project's model learns: by heads on frozen features, and which method of <c>find --method</c> judges the labels.
/// </summary>
[GenerateSerializer, Alias("NoisyLabels.TrainingEngine")]
public enum TrainingEngine
{
    /// <summary>A name that this version does not know; no project takes it over.</summary>
    Unknown = -1,

    /// <summary>The heads judge the labels themselves.</summary>
    [JsonStringEnumMemberName("frozen")]
    Frozen = 0,

    [JsonStringEnumMemberName("pooled-experts")]
    PooledExperts = 1,

    [JsonStringEnumMemberName("confident-learning")]
    ConfidentLearning = 2,

    [JsonStringEnumMemberName("cross-entropy")]
    CrossEntropy = 3,

    [JsonStringEnumMemberName("argmax")]
    Argmax = 4,

    [JsonStringEnumMemberName("knn")]
    Knn = 5,

    [JsonStringEnumMemberName("instancegm-features")]
    InstanceGmFeatures = 6,

    [JsonStringEnumMemberName("instancegm")]
    InstanceGm = 7,
}

/// <summary>Which annotations that are marked as ground truth a project believes.</summary>
[GenerateSerializer, Alias("NoisyLabels.GroundTruthTrust")]
public enum GroundTruthTrust
{
    /// <summary>A name that this version does not know; no project takes it over.</summary>
    Unknown = -1,

    /// <summary>Marks that a person made, while they are the exception in the project.</summary>
    [JsonStringEnumMemberName("when-exceptional")]
    WhenExceptional = 0,

    [JsonStringEnumMemberName("always")]
    Always = 1,

    [JsonStringEnumMemberName("never")]
    Never = 2,
}

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
