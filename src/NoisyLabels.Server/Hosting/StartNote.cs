namespace NoisyLabels.Server.Hosting;

/// <summary>Says after the start where the server is, and what it lets whom do.</summary>
internal static partial class StartNote
{
    public static void Write(WebApplication app, ServerSettings settings)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("NoisyLabels");
        LogListening(logger, app.Urls, settings.Role, settings.DataDirectory);
        if (!settings.AsksForPassword)
        {
            if (settings.Urls.All(SettingsRules.IsLoopback))
            {
                LogLoopback(logger);
            }
            else
            {
                LogAnyone(logger);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Listening on {Addresses} as {Role}; data in {Folder}.")]
    private static partial void LogListening(
        ILogger logger, IEnumerable<string> addresses, Grains.SiloRole role, string folder);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "No password is set (BASIC_AUTH_USER, BASIC_AUTH_PASS), so only this machine is listened to.")]
    private static partial void LogLoopback(ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "No password is set, and NoisyLabels:AllowAnyone lets every machine that reaches this one use it.")]
    private static partial void LogAnyone(ILogger logger);
}
