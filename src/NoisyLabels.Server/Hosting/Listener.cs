namespace NoisyLabels.Server.Hosting;

internal static class Listener
{
    private const long UsualBodyBytes = 16L << 20;

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

    /// <summary>Endpoints that take larger bodies say so themselves.</summary>
    public static WebApplicationBuilder AddListener(this WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.WebHost.UseUrls([.. settings.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = UsualBodyBytes;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        return builder;
    }
}
