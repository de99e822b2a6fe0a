namespace NoisyLabels.LabelStudio.Records;

/// <summary>A token or password. It shows itself only where it is asked to, never in a log or a message.</summary>
public sealed class Secret(string value) : IEquatable<Secret>
{
    private readonly string _value = value;

    /// <summary>The text itself, for the one place that sends it.</summary>
    public string Reveal() => _value;

    public bool Equals(Secret? other) => other is not null && _value == other._value;

    public override bool Equals(object? obj) => Equals(obj as Secret);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => "***";

    internal static Secret? Of(string? value) => string.IsNullOrEmpty(value) ? null : new Secret(value);
}
