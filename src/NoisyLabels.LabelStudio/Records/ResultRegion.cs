using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Records;

/// <summary>One answer to one control, as far as classification needs it.</summary>
public sealed record ResultRegion
{
    private static readonly string[] Geometry = ["x", "y", "width", "height", "points", "rle", "vertices", "radiusX"];

    public string? Id { get; init; }

    /// <summary>Name of the control; it may be gone from the configuration.</summary>
    public string? FromName { get; init; }

    /// <summary>Name of the object; comma-joined in some imports.</summary>
    public string? ToName { get; init; }

    /// <summary>Tag of the control, for example <c>choices</c>.</summary>
    public string? Type { get; init; }

    /// <summary><c>manual</c>, <c>prediction</c>, <c>prediction-changed</c>, or whatever a script wrote.</summary>
    public string? Origin { get; init; }

    public double? Score { get; init; }

    /// <summary>Page of an image list, from 0.</summary>
    public long? ItemIndex { get; init; }

    /// <summary>Belongs to a drawn shape, not to the image.</summary>
    public bool IsOnShape { get; init; }

    /// <summary>What was chosen, each as a path; a flat choice is a path of one.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Choices { get; init; } = [];

    internal static ResultRegion? Read(JsonElement region)
    {
        if (region.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        var value = region.Property("value") ?? default;
        return new ResultRegion
        {
            Id = region.Text("id"),
            FromName = region.Text("from_name"),
            ToName = region.Text("to_name"),
            Type = region.Text("type"),
            Origin = region.Text("origin"),
            Score = region.Real("score"),
            ItemIndex = region.Whole("item_index") ?? value.Whole("item_index"),
            IsOnShape = Geometry.Any(name => value.Property(name) is not null),
            Choices =
            [
                .. value.Items("choices").Concat(value.Items("taxonomy")).Select(Path).Where(path => path.Count > 0),
            ],
        };
    }

    private static IReadOnlyList<string> Path(JsonElement choice) =>
        choice.ValueKind is JsonValueKind.Array
            ? [.. choice.EnumerateArray().Select(part => part.Text()).OfType<string>()]
            : choice.Text() is { } text ? [text] : [];
}
