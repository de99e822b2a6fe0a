using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NoisyLabels.Contracts;

/// <summary>
/// One Label Studio project of one installation: <c>default/14.1795570229</c>. Two installations may have the same
/// project number, and a restored database the same number twice: the instance and the second of creation tell them
/// apart.
/// </summary>
/// <param name="Instance">Name of the installation, as the first segment of the backend's address; lower case.</param>
/// <param name="Id">Number of the project in its installation.</param>
/// <param name="CreatedSeconds">Unix time of its creation, whole seconds; 0 where the sender never says it.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.ProjectKey")]
public sealed record ProjectKey(string Instance, long Id, long CreatedSeconds)
{
    /// <summary>The instance of a backend address without a path.</summary>
    public const string DefaultInstance = "default";

    private const int MaxCharactersOfInstance = 40;

    /// <summary>The key of the project's grain, and of its rows.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Instance}/{Id}.{CreatedSeconds}");

    /// <summary>Lower-case letters, digits, '-' and '_', a letter or digit first, at most 40 characters.</summary>
    public static bool IsInstance([NotNullWhen(true)] string? name) =>
        name is { Length: > 0 and <= MaxCharactersOfInstance }
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    /// <returns>Null when <paramref name="text"/> is no key as <see cref="ToString"/> writes it.</returns>
    public static ProjectKey? Parse(string? text)
    {
        var parts = (text ?? "").Split('/');
        return parts.Length == 2
            && IsInstance(parts[0])
            && parts[1].Split('.') is [var id, var created]
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && long.TryParse(created, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? new ProjectKey(parts[0], number, seconds)
                : null;
    }
}
