namespace NoisyLabels.Server.Hosting;

/// <summary>What a person wants to know when the server has started.</summary>
internal static partial class Greeting
{
    public static void Say(WebApplication app, ServerSettings settings)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("NoisyLabels");
        var urls = string.Join(", ", app.Urls);
        LogListening(logger, urls, settings.Grains.Storage.DataDirectory);
        if (settings.User is null)
        {
            LogOpen(logger);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "NoisyLabels listens at {Urls}; its data lie in {Directory}")]
    private static partial void LogListening(ILogger logger, string urls, string directory);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Nobody is asked for a password: set BASIC_AUTH_USER and BASIC_AUTH_PASS before others can reach this machine")]
    private static partial void LogOpen(ILogger logger);
}
