using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Instances;
using NoisyLabels.Grains.Work;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Grains.Background;

/// <summary>
/// Compares what is kept of a project with an export: events are sent at most once, and none at all for imported
/// annotations and some deletions.
/// </summary>
internal sealed class Reconciler(IGrainFactory grains, InstanceRegistry instances, TimeProvider clock)
{
    private const int Page = 200;

    public async Task<WorkResult> RunAsync(ProjectKey key, CancellationToken cancellation)
    {
        if (instances.ClientOf(key.Instance) is not { } client)
        {
            return instances.WhyNot(key.Instance) is { } why ? WorkResult.GaveUp(why) : WorkResult.Done;
        }

        var project = grains.GetGrain<IProjectGrain>(key.ToString());
        if (!(await project.GetConfig()).IsConnected)
        {
            return WorkResult.Done;
        }

        var known = await client.Projects.GetAsync(key.Id, cancellation);
        if (known.Problem is { Kind: ApiProblemKind.NotFound })
        {
            return WorkResult.Failed(
                $"Label Studio has no project {key.Id}: it was deleted, or the user of the API key cannot see it. "
                + "What is known of it is kept.");
        }

        if (!known.IsSuccess)
        {
            return Of(known.Problem);
        }

        if (key.CreatedSeconds != 0 && known.Value.Uid.CreatedSeconds is { } created && created != key.CreatedSeconds)
        {
            return WorkResult.GaveUp(
                $"Project {key.Id} of Label Studio is another one now: it was made later. Nothing of it is taken over.");
        }

        await project.Setup(new SetupCommand(known.Value.LabelConfig ?? "", null, known.Value.Title));
        var began = clock.GetUtcNow();
        var page = new List<TaskRecord>(Page);
        var read = await client.Exports.ReadAsync(key.Id, onlyAnnotated: false, TakeAsync, cancellation);
        if (!read.IsSuccess)
        {
            return Of(read.Problem);
        }

        await DeliverAsync();
        await project.Reconcile(new ReconciliationPage(began, [], IsLast: true));
        return WorkResult.Done;

        async ValueTask TakeAsync(TaskRecord task)
        {
            page.Add(task);
            if (page.Count >= Page)
            {
                await DeliverAsync();
            }
        }

        async Task DeliverAsync()
        {
            await project.Reconcile(new ReconciliationPage(began, [.. page], IsLast: false));
            page.Clear();
        }
    }

    /// <summary>A key that is refused, too, may be put right in Label Studio, without a word to us.</summary>
    internal static WorkResult Of(ApiProblem problem) => WorkResult.Failed(problem.Message);
}
