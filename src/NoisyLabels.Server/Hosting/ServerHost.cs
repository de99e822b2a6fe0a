using NoisyLabels.Grains.Storage;
using NoisyLabels.Server.Api;
using NoisyLabels.Server.Backend;
using NoisyLabels.Server.Dashboard;
using NoisyLabels.Server.Projects;
using SiloRole = NoisyLabels.Grains.SiloRole;

namespace NoisyLabels.Server.Hosting;

/// <summary>The server as a whole: the program of its own, and the verb <c>serve</c> of the command line.</summary>
public static class ServerHost
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int WronglySet = 2;
    private const int LeastThreads = 64;

    /// <summary>Reads its settings from files, the environment and <paramref name="args"/>.</summary>
    /// <returns>Exit code: 0 stopped as asked, 1 could not start or go on, 2 wrong settings.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        var builder = Builder(args);
        var (settings, problems) = SettingsReader.Read(builder.Configuration);
        return await RunAsync(builder, settings, problems, cancellation);
    }

    /// <summary>Runs with these settings; whatever else is configured does not count.</summary>
    /// <returns>Exit code: 0 stopped as asked, 1 could not start or go on, 2 wrong settings.</returns>
    public static Task<int> RunAsync(ServerSettings settings, CancellationToken cancellation) =>
        RunAsync(Builder([]), settings, [.. SettingsRules.Problems(settings)], cancellation);

    /// <summary>What the configuration says, for a caller that changes some of it and runs the rest.</summary>
    /// <returns>The settings, and sentences: what is wrong with them; none when they can be used.</returns>
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
            .AddSilo(settings, database);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(TimeProvider.System)
            .AddProjects()
            .AddBackend()
            .AddApi();

        var app = builder.Build();
        app.UseErrorAnswers();
        app.UseBasicAuth(settings);
        app.UseMiddleware<CrossSiteGuard>();
        app.UseRouting();
        app.MapReadiness();
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

            return WronglySet;
        }

        try
        {
            // Images are encoded on threads of the pool, too: an event must not wait until one is free, for Label Studio
            // gives it a second.
            ThreadPool.SetMinThreads(LeastThreads, LeastThreads);
            using var alone = settings.PostgreSql is null ? DataDirectoryLock.Take(settings.DataDirectory) : null;
            var database = new Database(settings.Storage);
            await database.MigrateAsync();
            await using var app = Build(builder, settings, database);
            await app.StartAsync(cancellation);
            StartNote.Write(app, settings);
            await app.WaitForShutdownAsync(cancellation);
            return Done;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Done;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever it is, a person at a terminal wants its sentence, not the way it took through the program.
            await Console.Error.WriteLineAsync(
                e is UserErrorException ? e.Message : $"The server stopped: {e.GetBaseException().Message}");
            return Failed;
        }
    }
}
