using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;

namespace NoisyLabels.Server.Tests.Doubles;

/// <summary>A project that remembers what it was asked and answers what the test says.</summary>
public sealed class ScriptedProjectGrain(ScriptedProjects script) : Grain, IProjectGrain
{
    public static readonly Guid Run = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

    private string Key => this.GetPrimaryKeyString();

    public Task<SetupReply> Setup(SetupCommand command)
    {
        script.ThrowIfToldTo();
        script.Setups.Enqueue((Key, command));
        return Task.FromResult(new SetupReply(ScriptedProjects.ModelVersion, []));
    }

    public Task<DeliveryReply> Deliver(WebhookDelivery delivery)
    {
        script.ThrowIfToldTo();
        script.Events.Enqueue((Key, delivery));
        return Task.FromResult(new DeliveryReply(1, Run));
    }

    public Task<DeliveryReply> DeliverTasks(TaskDelivery delivery)
    {
        script.ThrowIfToldTo();
        script.Tasks.Enqueue((Key, delivery));
        return Task.FromResult(new DeliveryReply(1));
    }

    public Task<DeliveryReply> Reconcile(ReconciliationPage page) => Task.FromResult(new DeliveryReply(0));

    public Task RecordImages(IReadOnlyList<ImageRecord> images) => Task.CompletedTask;

    public Task Note(JournalLevel level, string sentence) => Task.CompletedTask;

    public Task<ProjectStatus> GetStatus()
    {
        script.ThrowIfToldTo();
        return Task.FromResult(script.Status(new ProjectStatus
        {
            Key = ProjectKey.Parse(Key)!,
            Title = "Pets",
            Controls = [new ControlStatus("label", ["cat", "dog"], IsMultiple: false)],
            ModelVersion = ScriptedProjects.ModelVersion,
            Run = new RunStatus
            {
                Run = Run,
                Phase = RunPhase.Running,
                Fence = 2,
                Reason = "Start Training",
                RequestedAt = DateTimeOffset.UnixEpoch,
                Progress = new TrainingProgress("learning", 3, 10, 42),
            },
        }));
    }

    public Task<ProjectConfig> GetConfig() => Task.FromResult(new ProjectConfig(
        ScriptedProjects.LabelConfig, script.Settings.GetValueOrDefault(Key) ?? new ProjectSettings()));

    public Task<IReadOnlyList<string>> ChangeSettings(ProjectSettings settings)
    {
        if (settings.LeastLabels < 2)
        {
            return Task.FromResult<IReadOnlyList<string>>(["least_labels has to be 2 or more."]);
        }

        script.Settings[Key] = settings;
        return Task.FromResult<IReadOnlyList<string>>([]);
    }

    public Task<TrainingReply> RequestTraining(TrainingRequest request)
    {
        script.ThrowIfToldTo();
        script.Calls.Enqueue((Key, $"train: {request.Reason}"));
        return Task.FromResult(new TrainingReply(Run, "The training waits for its turn."));
    }

    public Task<bool> CancelTraining()
    {
        script.Calls.Enqueue((Key, "cancel"));
        return Task.FromResult(true);
    }

    public Task<TrainingTicket?> BeginAttempt(Guid run, long fence) => Task.FromResult<TrainingTicket?>(null);

    public Task<bool> Complete(Guid run, long fence, TrainingOutcome outcome) => Task.FromResult(false);

    public Task<bool> Fail(Guid run, long fence, string sentence) => Task.FromResult(false);

    public Task Release(Guid run, long fence) => Task.CompletedTask;

    public Task RecoverRun() => Task.CompletedTask;

    public Task<bool> Activate(string modelVersion) => Task.FromResult(modelVersion == "noisylabels-v2");

    public Task Disconnect()
    {
        script.Calls.Enqueue((Key, "disconnect"));
        return Task.CompletedTask;
    }

    public Task<string?> BeginWith(ProjectKey source)
    {
        script.Calls.Enqueue((Key, $"begin with {source}"));
        return Task.FromResult<string?>(null);
    }

    public Task<DecisionReply> Decide(DecisionBatch batch)
    {
        script.Calls.Enqueue((Key, $"decide: {batch.Actor} {batch.Decisions.Count}"));
        return Task.FromResult(new DecisionReply(batch.Decisions.Count, []));
    }
}
