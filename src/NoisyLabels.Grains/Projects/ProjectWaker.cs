using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;

namespace NoisyLabels.Grains.Projects;

/// <summary>
/// After a start every project looks what it has missed: Label Studio does not repeat events that nobody heard.
/// </summary>
internal sealed partial class ProjectWaker(IGrainFactory grains, Database database, ILogger<ProjectWaker> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        foreach (var project in await database.ReadAsync(ProjectTable.ListAsync))
        {
            stoppingToken.ThrowIfCancellationRequested();
            try
            {
                await grains.GetGrain<IProjectGrain>(project.Project).GetConfig();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailure(e, project.Project);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Project} could not be woken")]
    private partial void LogFailure(Exception exception, string project);
}
