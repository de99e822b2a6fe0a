using NoisyLabels.Grains;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Learning;
using NoisyLabels.Server.Api;
using NoisyLabels.Server.Backend;
using NoisyLabels.Server.Dashboard;
using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Server;

/// <summary>The server as a whole: a silo, and what answers Label Studio and people.</summary>
public static class ServerHost
{
    /// <summary>Runs until it is told to stop.</summary>
    /// <param name="args"><c>--urls URL --data DIR --label-studio URL</c>, and any setting as <c>--NoisyLabels:Name=value</c>.</param>
    /// <returns>0, or 1 when it cannot start; the reasons stand on stderr.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        try
        {
            var builder = WebApplication.CreateBuilder();
            builder.Configuration.AddCommandLine(args, SettingsReader.Switches);
            var settings = SettingsReader.Read(builder.Configuration);
            using var turn = settings.Grains.Storage.IsPostgres
                ? null
                : DataDirectoryLock.Take(settings.Grains.Storage.DataDirectory);
            await using var app = await BuildAsync(builder, settings);
            await app.StartAsync(cancellation);
            Greeting.Say(app, settings);
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (UserErrorException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{e.Message} Stop what listens there, or choose another --urls.");
            return 1;
        }
    }

    /// <summary>Everything but the lock on the data directory, which belongs to the process.</summary>
    internal static async Task<WebApplication> BuildAsync(WebApplicationBuilder builder, ServerSettings settings)
    {
        var database = new Database(settings.Grains.Storage);
        await database.MigrateAsync();
        builder.WebHost.UseUrls([.. settings.Urls]);
        builder.AddLimits();
        builder.AddLogs();
        builder.UseOrleans(silo => silo.AddNoisyLabels(settings.Grains, database));
        builder.Services.AddSingleton(settings);
        builder.Services.AddBackend();
        builder.Services.AddApi();
        builder.Services.AddTelemetry();

        var app = builder.Build();
        app.UseMiddleware<FailureSentences>();
        app.UseMiddleware<BasicAuthentication>();
        app.UseRouting();
        app.MapBackend();
        app.MapApi();
        app.MapDashboard();
        app.MapPrometheusScrapingEndpoint("/metrics");
        return app;
    }
}
