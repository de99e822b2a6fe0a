using System.Text.RegularExpressions;
using NoisyLabels.Contracts;

namespace NoisyLabels.Cli.Serving;

/// <summary>A project as people name it to the server: <c>5</c>, <c>team/5</c>, or <c>team/5.1795570229</c>.</summary>
internal sealed partial record ProjectName(string Instance, string Id)
{
    /// <summary>Its number in Label Studio.</summary>
    public long Number => long.Parse(Id.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Below the server's address.</summary>
    public string Path => $"api/v1/projects/{Instance}/{Id}";

    /// <exception cref="UserErrorException">It is no such name.</exception>
    public static ProjectName Parse(string text) =>
        Pattern().Match(text.Trim()) is { Success: true } match
            ? new ProjectName(
                match.Groups["instance"] is { Success: true } instance ? instance.Value : ProjectKey.DefaultInstance,
                match.Groups["id"].Value)
            : throw new UserErrorException(
                $"--project is no project: \"{text}\". Give its number as in the address of its page in Label Studio, "
                + "with the instance's name before it where there are several: 5, team/5.");

    public override string ToString() => Instance == ProjectKey.DefaultInstance ? Id : $"{Instance}/{Id}";

    [GeneratedRegex(@"^((?<instance>[a-z0-9][a-z0-9_-]{0,39})/)?(?<id>\d{1,18}(\.\d{1,18})?)$")]
    private static partial Regex Pattern();
}
