using NoisyLabels.Server.Settings;

namespace NoisyLabels.Server.Hosting;

/// <summary>What the server logs, and in which form.</summary>
internal static class Logs
{
    public static WebApplicationBuilder AddLogs(this WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.Logging.ClearProviders();
        if (settings.LogsJson)
        {
            builder.Logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
        }
        else
        {
            builder.Logging.AddSimpleConsole(lines =>
            {
                lines.SingleLine = true;
                lines.UseUtcTimestamp = true;
                lines.TimestampFormat = "yyyy-MM-dd HH:mm:ss'Z' ";
            });
        }

        builder.Logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("System", LogLevel.Warning)
            .AddFilter("Orleans", LogLevel.Warning)
            .AddFilter("Polly", LogLevel.Warning);
        return builder;
    }
}
