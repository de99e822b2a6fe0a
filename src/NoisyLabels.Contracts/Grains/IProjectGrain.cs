using NoisyLabels.Contracts.Api;
using Orleans.Concurrency;

namespace NoisyLabels.Contracts.Grains;

/// <summary>
/// One Label Studio project, key <see cref="ProjectKey"/> as text. It owns the project's annotations, settings, runs,
/// versions and corrections: nothing else writes their rows. Every method ends within milliseconds; long work is
/// handed to others, who report back.
/// </summary>
[Alias("NoisyLabels.IProjectGrain")]
public interface IProjectGrain : IGrainWithStringKey
{
    /// <summary>Label Studio connects, or is about to ask for predictions.</summary>
    [Alias("Setup")]
    Task<SetupReply> Setup(SetupCommand command);

    /// <summary>An event of Label Studio; it is durable when this returns.</summary>
    [Alias("Deliver")]
    Task<DeliveryReply> Deliver(WebhookDelivery delivery);

    /// <summary>Tasks with their annotations out of a body of /train or /predict; durable when this returns.</summary>
    [Alias("DeliverTasks")]
    Task<DeliveryReply> DeliverTasks(TaskDelivery delivery);

    /// <summary>What an export shows that events did not, a page at a time.</summary>
    [Alias("Reconcile")]
    Task<DeliveryReply> Reconcile(ReconciliationPage page);

    /// <summary>What became of the images of some tasks.</summary>
    [Alias("RecordImages")]
    Task RecordImages(IReadOnlyList<ImageRecord> images);

    /// <summary>A sentence for the project's journal, from work that is done elsewhere for it.</summary>
    [Alias("Note")]
    Task Note(JournalLevel level, string sentence);

    [Alias("GetStatus")]
    Task<ProjectStatus> GetStatus();

    /// <summary>From memory, and every prediction asks for it: it waits behind no event.</summary>
    [Alias("GetConfig")]
    [AlwaysInterleave]
    Task<ProjectConfig> GetConfig();

    /// <returns>Sentences: what is wrong with the settings; empty when they are taken over.</returns>
    [Alias("ChangeSettings")]
    Task<IReadOnlyList<string>> ChangeSettings(ProjectSettings settings);

    /// <summary>Queues a training; one that is queued already is that training.</summary>
    [Alias("RequestTraining")]
    Task<TrainingReply> RequestTraining(TrainingRequest request);

    /// <returns>False when there is nothing to cancel.</returns>
    [Alias("CancelTraining")]
    Task<bool> CancelTraining();

    /// <summary>A trainer has claimed the project's run, and is about to begin.</summary>
    /// <returns>What it is to train; null when it is not to begin: the run was cancelled or claimed again.</returns>
    [Alias("BeginAttempt")]
    Task<TrainingTicket?> BeginAttempt(Guid run, long fence);

    /// <summary>Makes the outcome the project's new version, when it is not worse than the active one.</summary>
    /// <returns>False when the attempt is fenced off; its artifacts are to be deleted.</returns>
    [Alias("Complete")]
    Task<bool> Complete(Guid run, long fence, TrainingOutcome outcome);

    /// <summary>The attempt failed in a way that another attempt would not mend.</summary>
    [Alias("Fail")]
    Task<bool> Fail(Guid run, long fence, string sentence);

    /// <summary>The silo of the attempt stops: another may go on at once.</summary>
    [Alias("Release")]
    Task Release(Guid run, long fence);

    /// <summary>Somebody has seen that the trainer of the project's run is silent: the run is queued again.</summary>
    [Alias("RecoverRun")]
    Task RecoverRun();

    /// <summary>Makes a version the active one: an older one again, or <c>noisylabels-v0</c> for no model.</summary>
    /// <returns>False when there is no such version.</returns>
    [Alias("Activate")]
    Task<bool> Activate(string modelVersion);

    /// <summary>
    /// Label Studio has deleted this backend: the project's work stops, and all that is known of it is kept. It goes on
    /// when Label Studio connects again.
    /// </summary>
    [Alias("Disconnect")]
    Task Disconnect();

    /// <summary>Begins with the active model of another project, where this one has none yet.</summary>
    /// <returns>One sentence when it cannot; null when it does.</returns>
    [Alias("BeginWith")]
    Task<string?> BeginWith(ProjectKey source);

    /// <summary>Appends decisions; each is an event, the state is their fold.</summary>
    [Alias("Decide")]
    Task<DecisionReply> Decide(DecisionBatch batch);
}
