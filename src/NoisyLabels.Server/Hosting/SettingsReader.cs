using NoisyLabels.Contracts;
using NoisyLabels.Grains;
using NoisyLabels.Grains.Instances;
using NoisyLabels.Grains.Storage;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Learning;

namespace NoisyLabels.Server.Hosting;

/// <summary>The one place where configuration becomes settings.</summary>
internal static class SettingsReader
{
    private const string DefaultUrl = "http://127.0.0.1:9090";

    /// <summary>Short forms on the command line.</summary>
    public static IDictionary<string, string> Switches { get; } = new Dictionary<string, string>
    {
        ["--data"] = "NoisyLabels:DataDirectory",
        ["--label-studio"] = "LABEL_STUDIO_URL",
        ["--role"] = "NoisyLabels:Role",
    };

    /// <exception cref="UserErrorException">Something is wrong; all of it is named, a line each.</exception>
    public static ServerSettings Read(IConfiguration configuration)
    {
        var own = configuration.GetSection("NoisyLabels");
        var problems = new List<string>();
        var settings = new ServerSettings
        {
            Grains = new GrainsOptions
            {
                Storage = new StorageOptions
                {
                    DataDirectory = own["DataDirectory"] ?? DefaultDataDirectory,
                    ConnectionString = own["Database:ConnectionString"],
                },
                Role = Enumeration("Role", SiloRole.All),
                Ports = new SiloPorts(Number("Silo:Port", 11111), own["Silo:Address"]),
                TrainingSlots = Number("Training:Slots", 1),
                Instances = Instances(configuration, own),
            },
            Urls = (configuration["urls"] ?? DefaultUrl).Split(
                ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            User = configuration["BASIC_AUTH_USER"],
            Password = configuration["BASIC_AUTH_PASS"] is { Length: > 0 } password ? new Secret(password) : null,
            AllowsAnonymous = Enumeration("AllowAnonymous", Answer.False) is Answer.True,
        };
        problems.AddRange(settings.Problems());
        return problems.Count == 0 ? settings : throw new UserErrorException(string.Join(Environment.NewLine, problems));

        int Number(string name, int usual)
        {
            if (own[name] is not { } text)
            {
                return usual;
            }

            if (int.TryParse(text, out var number))
            {
                return number;
            }

            problems.Add($"NoisyLabels:{name} is \"{text}\", which is no number.");
            return usual;
        }

        T Enumeration<T>(string name, T usual)
            where T : struct, Enum
        {
            if (own[name] is not { } text)
            {
                return usual;
            }

            if (Enum.TryParse<T>(text, ignoreCase: true, out var value) && !int.TryParse(text, out _))
            {
                return value;
            }

            problems.Add(
                $"NoisyLabels:{name} is \"{text}\"; it can be {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
            return usual;
        }
    }

    private enum Answer
    {
        False,
        True,
    }

    private static string DefaultDataDirectory => Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "noisylabels",
        "server");

    private static Dictionary<string, InstanceOptions> Instances(IConfiguration configuration, IConfigurationSection own)
    {
        var instances = own.GetSection("Instances").GetChildren()
            .ToDictionary(section => section.Key, section => section.Get<InstanceOptions>() ?? new InstanceOptions());
        var usual = instances.GetValueOrDefault(ProjectKey.DefaultInstance) ?? new InstanceOptions();
        instances[ProjectKey.DefaultInstance] = usual with
        {
            Url = usual.Url ?? configuration["LABEL_STUDIO_URL"] ?? configuration["LABEL_STUDIO_HOST"],
            ApiKey = usual.ApiKey ?? configuration["LABEL_STUDIO_API_KEY"],
        };
        return instances;
    }
}
