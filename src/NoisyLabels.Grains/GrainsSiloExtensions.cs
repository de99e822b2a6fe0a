using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NoisyLabels.Grains.Background;
using NoisyLabels.Grains.Images;
using NoisyLabels.Grains.Instances;
using NoisyLabels.Grains.Placement;
using NoisyLabels.Grains.Predictions;
using NoisyLabels.Grains.Projects;
using NoisyLabels.Grains.Runs;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Training;
using NoisyLabels.Grains.Work;
using NoisyLabels.LabelStudio.Api;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace NoisyLabels.Grains;

/// <summary>Makes a host a silo of the product.</summary>
public static class GrainsSiloExtensions
{
    /// <param name="database">Migrated; disposed with the host.</param>
    public static ISiloBuilder AddNoisyLabels(this ISiloBuilder silo, GrainsOptions options, Database database)
    {
        silo.UseNoisyLabelsStorage(database, options.Ports);
        silo.AddNoisyLabelsGrains(options, database);
        return silo;
    }

    /// <summary>The same without clustering and grain storage, which tests bring along.</summary>
    internal static ISiloBuilder AddNoisyLabelsGrains(
        this ISiloBuilder silo, GrainsOptions options, Database database)
    {
        silo.UseSiloMetadata(new Dictionary<string, string>
        {
            [SiloTraits.Trains] = options.Role is SiloRole.Web ? "no" : "yes",
            [SiloTraits.Role] = options.Role.ToString(),
        });
        silo.ConfigureLogging(Quieten);
        var services = silo.Services;
        services.AddPlacementFilter<TrainsHereStrategy, TrainsHereFilter>(ServiceLifetime.Transient);
        services.AddPlacementFilter<PrefersNoTrainerStrategy, PrefersNoTrainerFilter>(ServiceLifetime.Transient);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => database);
        services.AddSingleton(database.Folders);
        services.AddLabelStudio();
        services.AddSingleton(provider => new InstanceRegistry(
            options.Instances,
            provider.GetRequiredService<LabelStudioClients>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddImages().AddPredictions().AddProjectWork().AddTraining(options);
        return silo;
    }

    /// <summary>
    /// Two warnings of Orleans greet everybody at each start, and nobody can act on them: that the garbage collector is
    /// not the server's, which would take memory for speed that is not needed here, and that its watchdog was not called
    /// since the machine was switched on. Errors of both are seen as ever.
    /// </summary>
    private static void Quieten(ILoggingBuilder logging) => logging
        .AddFilter("Orleans.Runtime.Silo", LogLevel.Error)
        .AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);

    private static IServiceCollection AddImages(this IServiceCollection services) => services
        .AddSingleton<TaskImages>()
        .AddSingleton<FeatureMakers>()
        .AddSingleton<ProjectFeatures>()
        .AddSingleton<ImageCollector>();

    private static IServiceCollection AddPredictions(this IServiceCollection services) => services
        .AddSingleton<ModelCache>()
        .AddSingleton<ImagePredictor>();

    private static IServiceCollection AddProjectWork(this IServiceCollection services) => services
        .AddSingleton<Reconciler>()
        .AddSingleton<PredictionPublisher>()
        .AddSingleton<VersionJudge>()
        .AddSingleton<ProjectWork>()
        .AddSingleton<IProjectWork>(provider => provider.GetRequiredService<ProjectWork>())
        .AddHostedService(provider => provider.GetRequiredService<ProjectWork>());

    private static void AddTraining(this IServiceCollection services, GrainsOptions options)
    {
        services.AddSingleton<TrainingBell>();
        services.AddSingleton(new TrainingSlots(options.TrainingSlots));
        services.AddSingleton<SpaceCache>();
        services.AddSingleton<TrainingFeatures>();
        services.TryAddSingleton<ITrainingWork, TrainingWork>();
        services.AddSingleton<TrainingHost>();
        if (options.Role is not SiloRole.Web)
        {
            services.AddHostedService<TrainerAgent>();
        }

        if (options.Role is not SiloRole.Trainer)
        {
            services.AddHostedService<ProjectWaker>();
        }
    }
}
