using Microsoft.Extensions.DependencyInjection;
using NoisyLabels.LabelStudio.Api;
using NoisyLabels.LabelStudio.Api.Keys;

namespace NoisyLabels.Cli.Connecting;

/// <summary>
/// The Label Studio that a verb talks to: its address by option or environment, its key by environment.
/// </summary>
internal sealed class LabelStudioAccess : IDisposable
{
    public const string KeyVariable = "LABEL_STUDIO_API_KEY";
    private const string UsualAddress = "http://localhost:8080";

    private static readonly string[] AddressVariables = ["LABEL_STUDIO_URL", "LABEL_STUDIO_HOST"];

    private readonly ServiceProvider _services;

    private LabelStudioAccess(LabelStudioOptions options, TimeProvider clock)
    {
        Options = options;
        _services = new ServiceCollection().AddSingleton(clock).AddLabelStudio().BuildServiceProvider();
        Clients = _services.GetRequiredService<LabelStudioClients>();
        Client = Clients.For(options);
    }

    public LabelStudioOptions Options { get; }

    public LabelStudioClients Clients { get; }

    public LabelStudioClient Client { get; }

    /// <summary>For people: scheme, host and port.</summary>
    public string Name => Options.Address.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <param name="address">Null takes the environment's, else the usual one of Label Studio on this machine.</param>
    /// <param name="clock">Times access tokens and repetitions.</param>
    /// <exception cref="UserErrorException">The address or the key cannot be used.</exception>
    public static LabelStudioAccess Open(string? address, TimeProvider clock)
    {
        var (text, source) = address is not null
            ? (address, "--label-studio")
            : AddressVariables
                .Select(name => (Environment.GetEnvironmentVariable(name), name))
                .FirstOrDefault(pair => !string.IsNullOrWhiteSpace(pair.Item1), (UsualAddress, "--label-studio"));
        if (!Uri.TryCreate(text!.Trim(), UriKind.Absolute, out var uri))
        {
            throw new UserErrorException(
                $"{source} is no address: \"{text}\"; it looks like {UsualAddress} or https://labels.example.org.");
        }

        var options = new LabelStudioOptions { Address = uri, Key = KeyOfEnvironment() };
        return options.Problems() is [_, ..] problems
            ? throw new UserErrorException(string.Join(' ', problems))
            : Of(options, clock);
    }

    /// <param name="options">Without problems.</param>
    /// <param name="clock">Times access tokens and repetitions.</param>
    public static LabelStudioAccess Of(LabelStudioOptions options, TimeProvider clock) => new(options, clock);

    public void Dispose() => _services.Dispose();

    private static ApiKey? KeyOfEnvironment()
    {
        var text = Environment.GetEnvironmentVariable(KeyVariable);
        return string.IsNullOrWhiteSpace(text)
            ? null
            : ApiKey.Parse(text) ?? throw new UserErrorException(
                $"{KeyVariable} holds spaces or letters that no key has; copy the key once more from Label Studio.");
    }
}
