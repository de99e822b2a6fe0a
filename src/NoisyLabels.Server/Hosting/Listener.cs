using NoisyLabels.Server.Settings;

namespace NoisyLabels.Server.Hosting;

/// <summary>Where the server listens, and what it says about that in its log.</summary>
internal static partial class Listener
{
    private const long MaxBodyBytes = 16L << 20;

    /// <summary>Endpoints that take larger bodies say so themselves.</summary>
    public static WebApplicationBuilder AddListener(this WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.WebHost.UseUrls([.. settings.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        return builder;
    }

    /// <summary>Logs, after the start, where the server is and who may use it.</summary>
    public static void LogStart(this WebApplication app, ServerSettings settings)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("NoisyLabels");
        LogListening(logger, app.Urls, settings.Role, settings.DataDirectory);
        if (settings.AsksForPassword)
        {
            return;
        }

        if (settings.Urls.All(SettingsRules.IsLoopback))
        {
            LogLoopback(logger);
        }
        else
        {
            LogAnyone(logger);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Listening on {Addresses} as {Role}; data in {Folder}.")]
    private static partial void LogListening(
        ILogger logger, IEnumerable<string> addresses, Grains.SiloRole role, string folder);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "No password is set (BASIC_AUTH_USER, BASIC_AUTH_PASS), so only this machine can use the server.")]
    private static partial void LogLoopback(ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "No password is set, and NoisyLabels:AllowAnyone lets every machine that reaches this one use it.")]
    private static partial void LogAnyone(ILogger logger);
}
