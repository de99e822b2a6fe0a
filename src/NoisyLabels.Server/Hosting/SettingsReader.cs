using System.Globalization;
using NoisyLabels.Grains;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Server.Hosting;

/// <summary>The one place where configuration becomes settings; it finds all that is wrong at once.</summary>
internal static class SettingsReader
{
    /// <returns>The settings, and sentences: what is wrong with them; none when they can be used.</returns>
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
            Instances = InstanceReader.Read(configuration),
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
        IConfigurationSection section, string name, double usual, double least, double most, List<string> problems)
    {
        if (Text(section[name]) is not { } value)
        {
            return usual;
        }

        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most)
        {
            return number;
        }

        problems.Add($"NoisyLabels:{name} is \"{value}\"; it has to be a number from {least} to {most}.");
        return usual;
    }
}
