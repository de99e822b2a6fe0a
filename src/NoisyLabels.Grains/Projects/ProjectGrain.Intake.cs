using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Work;
using NoisyLabels.LabelStudio.Backend.Webhooks;

namespace NoisyLabels.Grains.Projects;

internal sealed partial class ProjectGrain
{
    public async Task<DeliveryReply> Deliver(WebhookDelivery delivery)
    {
        var message = delivery.Event;
        await TakeOverAsync(message.Project?.LabelConfig, message.Project?.Title);
        return message switch
        {
            AnnotationsSaved saved => await SavedAsync(saved),
            AnnotationsDeleted { AnnotationIds: [] } or TasksDeleted { TaskIds: [] } => LookAgain(),
            AnnotationsDeleted deleted => Changed(await _intake.DeleteAsync(deleted)),
            TasksDeleted deleted => Changed(await _intake.DeleteAsync(deleted)),
            TasksCreated created => await CreatedAsync(created),
            StartTraining => await AskedAsync(),
            _ => new DeliveryReply(0, RunInProgress()),
        };
    }

    public async Task<DeliveryReply> DeliverTasks(TaskDelivery delivery)
    {
        await TakeOverAsync(delivery.LabelConfig, title: null);
        var (annotations, changedTasks) = await _intake.CompareAsync(
            delivery.AnnotationsAreComplete
                ? delivery.Tasks
                : [.. delivery.Tasks.Select(task => task with { Annotations = [] })],
            delivery.AnnotationsAreComplete ? delivery.ReceivedAt ?? clock.GetUtcNow() : DateTimeOffset.MinValue,
            canRevive: false);
        if (changedTasks > 0)
        {
            work.Wake(_key, WorkReasons.Images);
        }

        return Changed(annotations);
    }

    public async Task<DeliveryReply> Reconcile(ReconciliationPage page)
    {
        if (!page.IsLast)
        {
            var (annotations, changedTasks) =
                await _intake.CompareAsync(page.Tasks, page.ExportBegan, canRevive: true);
            if (changedTasks > 0)
            {
                work.Wake(_key, WorkReasons.Images);
            }

            return Changed(annotations);
        }

        var gone = await _intake.EndComparisonAsync(page.ExportBegan);
        State.ReconciledAt = clock.GetUtcNow();
        await state.WriteStateAsync();
        return Changed(gone);
    }

    private async Task<DeliveryReply> SavedAsync(AnnotationsSaved saved)
    {
        if (saved.NeedsExport)
        {
            work.Wake(_key, WorkReasons.Reconcile);
        }

        var (annotations, changedTasks) = await _intake.SaveAsync(saved);
        if (changedTasks > 0)
        {
            work.Wake(_key, WorkReasons.Images);
        }

        return Changed(annotations);
    }

    private async Task<DeliveryReply> CreatedAsync(TasksCreated created)
    {
        var changed = await _intake.CreateAsync(created);
        work.Wake(
            _key, created.NeedsExport ? WorkReasons.Reconcile | WorkReasons.Images : WorkReasons.Images);
        _counts = null;
        return new DeliveryReply(changed, RunInProgress());
    }

    private async Task<DeliveryReply> AskedAsync()
    {
        await ConnectAsync();
        work.Wake(_key, WorkReasons.Reconcile);
        var reply = await RequestTraining(new TrainingRequest("Start Training", IsForced: true));
        return new DeliveryReply(0, reply.Run);
    }

    /// <summary>The event does not say what happened; an export does.</summary>
    private DeliveryReply LookAgain()
    {
        work.Wake(_key, WorkReasons.Reconcile);
        return new DeliveryReply(0, RunInProgress());
    }

    private DeliveryReply Changed(int changes)
    {
        _counts = null;
        if (changes > 0)
        {
            _news.Add(changes, clock.GetUtcNow());
            KeepTime();
        }

        return new DeliveryReply(changes, RunInProgress());
    }

    private Guid? RunInProgress() => _run is { IsOpen: true } run ? run.Run : null;
}
