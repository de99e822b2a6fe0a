using System.Net;
using NoisyLabels.Contracts;
using NoisyLabels.LabelStudio.Api.Access;
using NoisyLabels.LabelStudio.Images;

namespace NoisyLabels.Grains.Instances;

/// <summary>One installation of Label Studio, as it is configured.</summary>
public sealed record InstanceOptions
{
    /// <summary>Where it is; its key goes there and nowhere else.</summary>
    /// <value>Null by default: then everything works that needs nothing but what Label Studio sends.</value>
    public string? Url { get; init; }

    /// <summary>A personal access token, or a legacy token where those are on.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Other addresses under which it appears in tasks, separated by commas: its own HOST.</summary>
    public string? Aliases { get; init; }

    /// <summary>Hosts that images may be fetched from beside it, separated by commas; <c>*</c> for all public ones.</summary>
    /// <value><c>*</c> by default.</value>
    public string AllowedHosts { get; init; } = "*";

    /// <summary>Private networks in which such hosts may lie, for example <c>10.1.0.0/16</c>, separated by commas.</summary>
    public string? AllowedNetworks { get; init; }

    /// <summary>The folder that Label Studio serves as local files, where it is to be seen from here too.</summary>
    public string? LocalFilesRoot { get; init; }

    /// <summary>Without the key: a record would print all that it has.</summary>
    public override string ToString() => $"{nameof(InstanceOptions)} {{ {nameof(Url)} = {Url} }}";

    /// <param name="name">Of the instance, for the sentences.</param>
    /// <returns>One sentence for each thing that is wrong; empty when all is well.</returns>
    public IReadOnlyList<string> Problems(string name)
    {
        var problems = new List<string>();
        Require(ProjectKey.IsInstance(name), "has a name other than lower-case letters, digits, '-' and '_'");
        Require(Url is null || Uri.TryCreate(Url, UriKind.Absolute, out _), "has a Url that is none");
        Require(
            ApiKey is null || LabelStudio.Api.Access.ApiKey.Parse(ApiKey) is not null,
            "has an ApiKey that no header can carry");
        Require(ApiKey is null || Url is not null, "has an ApiKey but no Url to show it to");
        Require(
            Split(AllowedNetworks).All(network => IPNetwork.TryParse(network, out _)),
            "has AllowedNetworks that are no networks such as 10.1.0.0/16");
        Require(Split(Aliases).All(alias => Uri.TryCreate(alias, UriKind.Absolute, out _)), "has Aliases that are no URLs");
        Require(LocalFilesRoot is null || Directory.Exists(LocalFilesRoot), "has a LocalFilesRoot that is no folder");
        if (problems.Count == 0 && Url is not null)
        {
            problems.AddRange(Connection()!.Problems());
        }

        return problems;

        void Require(bool holds, string what)
        {
            if (!holds)
            {
                problems.Add($"The Label Studio instance \"{name}\" {what}.");
            }
        }
    }

    /// <summary>Null without a <see cref="Url"/>.</summary>
    internal LabelStudioOptions? Connection() => Url is null ? null : new LabelStudioOptions
    {
        Address = new Uri(Url),
        Key = LabelStudio.Api.Access.ApiKey.Parse(ApiKey),
    };

    internal ImageOptions Images() => new()
    {
        // Without a Label Studio nothing is its own: an address that nothing has.
        Instance = Connection() ?? new LabelStudioOptions { Address = new Uri("http://label-studio.invalid") },
        Aliases = [.. Split(Aliases).Select(alias => new Uri(alias))],
        AllowedHosts = [.. Split(AllowedHosts)],
        AllowedNetworks = [.. Split(AllowedNetworks).Select(IPNetwork.Parse)],
        LocalFilesRoot = LocalFilesRoot,
    };

    private static string[] Split(string? list) =>
        (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
