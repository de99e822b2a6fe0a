using NoisyLabels.Contracts;
using NoisyLabels.Grains.Instances;

namespace NoisyLabels.Server.Hosting;

/// <summary>The installations of Label Studio in the configuration; its own tools use these names too.</summary>
internal static class InstanceReader
{
    public static IReadOnlyDictionary<string, InstanceOptions> Read(IConfiguration configuration)
    {
        var section = configuration.GetSection($"{ServerSettings.Section}:Instances");
        var instances = section.GetChildren().ToDictionary(child => child.Key.ToLowerInvariant(), Of);
        var url = Text(configuration["LABEL_STUDIO_URL"]) ?? Text(configuration["LABEL_STUDIO_HOST"]);
        var key = Text(configuration["LABEL_STUDIO_API_KEY"]);
        if (url is not null || key is not null)
        {
            var named = instances.GetValueOrDefault(ProjectKey.DefaultInstance) ?? new InstanceOptions();
            instances[ProjectKey.DefaultInstance] = named with
            {
                Url = named.Url ?? url,
                ApiKey = named.ApiKey ?? key,
            };
        }

        return instances;
    }

    private static InstanceOptions Of(IConfigurationSection section)
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
}
