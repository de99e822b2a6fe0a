using NoisyLabels.Grains;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Server.Hosting;

/// <summary>Everything that is configured, read and checked once.</summary>
internal sealed record ServerSettings
{
    public required GrainsOptions Grains { get; init; }

    /// <summary>Where it listens.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Who may ask; null when everybody may.</summary>
    public string? User { get; init; }

    public Secret? Password { get; init; }

    /// <summary>Listen beyond loopback without a password.</summary>
    public bool AllowsAnonymous { get; init; }

    /// <summary>Time for one /predict; Label Studio waits 100 seconds.</summary>
    public TimeSpan PredictDeadline { get; init; } = TimeSpan.FromSeconds(80);

    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>(Grains.Problems());
        if (User is null != Password is null)
        {
            problems.Add("BASIC_AUTH_USER and BASIC_AUTH_PASS go together; only one of them is set.");
        }

        foreach (var url in Urls)
        {
            if (!Uri.TryCreate(url.Replace("*", "any", StringComparison.Ordinal).Replace("+", "any", StringComparison.Ordinal), UriKind.Absolute, out var parsed)
                || parsed.Scheme is not ("http" or "https"))
            {
                problems.Add($"\"{url}\" is no address to listen at; it looks like http://127.0.0.1:9090.");
            }
            else if (!parsed.IsLoopback && User is null && !AllowsAnonymous)
            {
                problems.Add(
                    $"{url} can be reached from other machines, so set BASIC_AUTH_USER and BASIC_AUTH_PASS, "
                    + "or NoisyLabels__AllowAnonymous=true where the network is trusted.");
            }
        }

        return problems;
    }
}
