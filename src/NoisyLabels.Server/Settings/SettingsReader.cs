using System.Globalization;
using NoisyLabels.Contracts;
using NoisyLabels.Grains;
using NoisyLabels.Grains.Instances;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Server.Settings;

/// <summary>
/// Turns configuration into settings, and says at once all that is wrong with it, in sentences that name the setting
/// and what it may be. The binder of .NET stops at the first value that it cannot convert.
/// </summary>
internal static class SettingsReader
{
    /// <returns>The settings, and one sentence for each thing that is wrong with them.</returns>
    public static (ServerSettings Settings, IReadOnlyList<string> Problems) Read(IConfiguration configuration)
    {
        var problems = new List<string>();
        var section = configuration.GetSection(ServerSettings.Section);
        var defaults = new ServerSettings();
        var settings = defaults with
        {
            Urls = Urls(section["Urls"] ?? configuration["urls"]) ?? defaults.Urls,
            Role = Role(section["Role"], problems),
            DataDirectory = Text(section["DataDirectory"]) ?? defaults.DataDirectory,
            PostgreSql = Text(section["Database:ConnectionString"]) is { } connection ? new Secret(connection) : null,
            SiloPort = (int)Number(section, "SiloPort", 0, 0, 65535, problems),
            SiloAddress = Text(section["SiloAddress"]),
            TrainingSlots = (int)Number(section, "TrainingSlots", 1, 1, 64, problems),
            Instances = Instances(configuration),
            User = Text(section["User"] ?? configuration["BASIC_AUTH_USER"]),
            Password = Text(section["Password"] ?? configuration["BASIC_AUTH_PASS"]) is { } word
                ? new Secret(word)
                : null,
            AllowsAnyone = Flag(section, "AllowAnyone", problems),
            LogsJson = Flag(section, "LogJson", problems),
            PredictDeadline = TimeSpan.FromSeconds(Number(section, "PredictSeconds", 80, 1, 95, problems)),
        };
        problems.AddRange(SettingsRules.Problems(settings));
        return (settings, problems);
    }

    private static string[]? Urls(string? text) =>
        text?.Split(
            [';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } urls
            ? urls
            : null;

    private static Dictionary<string, InstanceOptions> Instances(IConfiguration configuration)
    {
        var section = configuration.GetSection($"{ServerSettings.Section}:Instances");
        var instances = section.GetChildren().ToDictionary(child => child.Key.ToLowerInvariant(), Instance);

        // Label Studio's own tools use these names, too.
        var url = Text(configuration["LABEL_STUDIO_URL"]) ?? Text(configuration["LABEL_STUDIO_HOST"]);
        var key = Text(configuration["LABEL_STUDIO_API_KEY"]);
        if (url is not null || key is not null)
        {
            var named = instances.GetValueOrDefault(ProjectKey.DefaultInstance) ?? new InstanceOptions();
            instances[ProjectKey.DefaultInstance] = named with { Url = named.Url ?? url, ApiKey = named.ApiKey ?? key };
        }

        return instances;
    }

    private static InstanceOptions Instance(IConfigurationSection section)
    {
        var defaults = new InstanceOptions();
        return defaults with
        {
            Url = Text(section["Url"]),
            ApiKey = Text(section["ApiKey"]),
            Aliases = Text(section["Aliases"]),
            AllowedHosts = section["AllowedHosts"] ?? defaults.AllowedHosts,
            AllowedNetworks = Text(section["AllowedNetworks"]),
            LocalFilesRoot = Text(section["LocalFilesRoot"]),
        };
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static SiloRole Role(string? value, List<string> problems)
    {
        if (Text(value) is not { } name)
        {
            return SiloRole.All;
        }

        foreach (var role in Enum.GetValues<SiloRole>())
        {
            if (string.Equals(role.ToString(), name, StringComparison.OrdinalIgnoreCase))
            {
                return role;
            }
        }

        problems.Add($"NoisyLabels:Role is \"{name}\"; it has to be all, web or trainer.");
        return SiloRole.All;
    }

    private static bool Flag(IConfigurationSection section, string name, List<string> problems)
    {
        if (Text(section[name]) is not { } value)
        {
            return false;
        }

        if (bool.TryParse(value, out var flag))
        {
            return flag;
        }

        problems.Add($"NoisyLabels:{name} is \"{value}\"; it has to be true or false.");
        return false;
    }

    private static double Number(
        IConfigurationSection section, string name, double usual, double min, double max, List<string> problems)
    {
        if (Text(section[name]) is not { } value)
        {
            return usual;
        }

        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= min
            && number <= max)
        {
            return number;
        }

        problems.Add($"NoisyLabels:{name} is \"{value}\"; it has to be a number from {min} to {max}.");
        return usual;
    }
}
