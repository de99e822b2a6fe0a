using System.Globalization;
using System.Text.RegularExpressions;

namespace NoisyLabels.Contracts.Api;

/// <summary>A project as addresses name it: <c>5</c>, <c>team/5</c> or <c>team/5.1795570229</c>.</summary>
/// <param name="Instance">Name of the Label Studio installation.</param>
/// <param name="Id">Number of the project; with a dot and its time of creation where a number was used twice.</param>
public sealed partial record ProjectName(string Instance, string Id)
{
    /// <summary>Its number in Label Studio.</summary>
    public long Number => long.Parse(Id.Split('.')[0], CultureInfo.InvariantCulture);

    /// <summary>Its place in the API, below the server's address.</summary>
    public string Path => $"api/v1/projects/{Uri.EscapeDataString(Instance)}/{Uri.EscapeDataString(Id)}";

    public static ProjectName Of(ProjectKey key) => new(
        key.Instance, string.Create(CultureInfo.InvariantCulture, $"{key.Id}.{key.CreatedSeconds}"));

    /// <returns>Null when <paramref name="text"/> names no project.</returns>
    public static ProjectName? Parse(string? text) =>
        Pattern().Match((text ?? "").Trim()) is { Success: true } match
            ? new ProjectName(
                match.Groups["instance"] is { Success: true } instance ? instance.Value : ProjectKey.DefaultInstance,
                match.Groups["id"].Value)
            : null;

    public override string ToString() => Instance == ProjectKey.DefaultInstance ? Id : $"{Instance}/{Id}";

    [GeneratedRegex(@"^((?<instance>[a-z0-9][a-z0-9_-]{0,39})/)?(?<id>\d{1,18}(\.\d{1,18})?)$")]
    private static partial Regex Pattern();
}
