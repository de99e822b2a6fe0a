using NoisyLabels.Grains;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Server.Api;
using NoisyLabels.Server.Backend;
using NoisyLabels.Server.Dashboard;
using NoisyLabels.Server.Http;
using NoisyLabels.Server.Projects;
using NoisyLabels.Server.Settings;

namespace NoisyLabels.Server.Hosting;

/// <summary>The server as a whole: the program of its own, and the verb <c>serve</c> of the command line.</summary>
public static class ServerHost
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int WrongSettings = 2;
    private const int MinThreads = 64;

    /// <summary>Reads its settings from files, the environment and <paramref name="args"/>.</summary>
    /// <returns>Exit code: 0 stopped as asked, 1 could not start or go on, 2 wrong settings.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        var builder = Builder(args);
        var (settings, problems) = SettingsReader.Read(builder.Configuration);
        return await RunAsync(builder, settings, problems, cancellation);
    }

    /// <summary>Runs with these settings, and ignores all other configuration.</summary>
    /// <returns>Exit code: 0 stopped as asked, 1 could not start or go on, 2 wrong settings.</returns>
    public static Task<int> RunAsync(ServerSettings settings, CancellationToken cancellation) =>
        RunAsync(Builder([]), settings, [.. SettingsRules.Problems(settings)], cancellation);

    /// <summary>Reads what the configuration says, for a caller that changes some of it and runs the rest.</summary>
    /// <returns>The settings, and one sentence for each thing that is wrong with them.</returns>
    public static (ServerSettings Settings, IReadOnlyList<string> Problems) ReadSettings(string[] args) =>
        SettingsReader.Read(Builder(args).Configuration);

    internal static WebApplicationBuilder Builder(string[] args) =>
        WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(ServerHost).Assembly.GetName().Name,
        });

    internal static WebApplication Build(WebApplicationBuilder builder, ServerSettings settings, Database database)
    {
        builder.AddLogs(settings)
            .AddListener(settings)
            .AddMetrics()
            .UseOrleans(silo => silo.AddNoisyLabels(settings.Grains(), database));
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<KnownProjects>()
            .AddSingleton<ProjectGate>()
            .AddBackend()
            .AddApi();

        var app = builder.Build();
        app.UseErrorAnswers();
        app.UseBasicAuth(settings);
        app.UseMiddleware<CrossSiteGuard>();
        app.UseRouting();
        app.MapMonitoring();
        if (settings.Role is not SiloRole.Trainer)
        {
            app.MapBackend();
            app.MapApi();
            app.MapDashboard();
        }

        return app;
    }

    private static async Task<int> RunAsync(
        WebApplicationBuilder builder,
        ServerSettings settings,
        IReadOnlyList<string> problems,
        CancellationToken cancellation)
    {
        if (problems.Count > 0)
        {
            foreach (var problem in problems)
            {
                await Console.Error.WriteLineAsync(problem);
            }

            return WrongSettings;
        }

        try
        {
            // Images are encoded on threads of the pool, and Label Studio gives an event one second: the event must not
            // wait until a thread is free.
            ThreadPool.SetMinThreads(MinThreads, MinThreads);
            using var folderLock = settings.PostgreSql is null ? DataDirectoryLock.Take(settings.DataDirectory) : null;
            var database = new Database(settings.Storage);
            await database.MigrateAsync();
            await using var app = Build(builder, settings, database);
            await app.StartAsync(cancellation);
            app.LogStart(settings);
            await app.WaitForShutdownAsync(cancellation);
            return Done;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Done;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A person at a terminal wants a sentence, not a stack trace.
            await Console.Error.WriteLineAsync(
                e is UserErrorException ? e.Message : $"The server stopped: {e.GetBaseException().Message}");
            return Failed;
        }
    }
}
