using System.Collections.Immutable;
using NoisyLabels.Contracts.Api;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Contracts.Grains;

/// <param name="LabelConfig">The labelling configuration, XML; empty where the project has none.</param>
/// <param name="Hostname">Where Label Studio believes itself to be; good for a name, nothing is sent there.</param>
/// <param name="Title">Null where the sender does not say it.</param>
/// <param name="AccessToken">
/// A token of Label Studio's, for use where no API key is configured; kept in memory alone, and shown to the configured
/// address alone.
/// </param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.SetupCommand")]
public sealed record SetupCommand(string LabelConfig, string? Hostname, string? Title, string? AccessToken = null)
{
    /// <summary>Without the token: a record would print all that it has.</summary>
    public override string ToString() => $"{nameof(SetupCommand)} {{ {nameof(Title)} = {Title} }}";
}

/// <param name="ModelVersion">Never empty: before the first training it is the version of "no model yet".</param>
/// <param name="Remarks">Sentences: what of the configuration cannot be served.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.SetupReply")]
public sealed record SetupReply(string ModelVersion, IReadOnlyList<string> Remarks);

/// <param name="LabelConfig">The labelling configuration, XML.</param>
/// <param name="IsConnected">Label Studio has not said that it has deleted this backend.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.ProjectConfig")]
public sealed record ProjectConfig(string LabelConfig, ProjectSettings Settings, bool IsConnected = true);

/// <summary>An event of Label Studio, as it was read at the door; <c>WebhookSurrogate</c> is its form on the wire.</summary>
[Immutable, Alias("NoisyLabels.WebhookDelivery")]
public sealed record WebhookDelivery(WebhookEvent Event);

/// <summary>Some tasks of a request, with their annotations.</summary>
/// <param name="LabelConfig">The configuration of the request; null where it carries none.</param>
/// <param name="AnnotationsAreComplete">
/// The tasks carry all their annotations (/predict, /train), so that one that is missing was deleted.
/// </param>
/// <param name="ReceivedAt">When the request came in, by our clock; null for now.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.TaskDelivery")]
public sealed record TaskDelivery(
    ImmutableArray<TaskRecord> Tasks,
    string? LabelConfig,
    bool AnnotationsAreComplete,
    DateTimeOffset? ReceivedAt = null);

/// <param name="Changed">How many annotations or tasks say something new.</param>
/// <param name="Run">The training that it asked for, or that waits already; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.DeliveryReply")]
public sealed record DeliveryReply(int Changed, Guid? Run = null);

/// <summary>One page of an export, or its end.</summary>
/// <param name="ExportBegan">When the export was asked for, by our clock: what arrived later is newer than it.</param>
/// <param name="Tasks">Tasks with all their annotations; empty on the last page.</param>
/// <param name="IsLast">
/// The whole export has been delivered: tasks and annotations that none of its pages held, and that no message has
/// named since it began, are gone.
/// </param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.ReconciliationPage")]
public sealed record ReconciliationPage(DateTimeOffset ExportBegan, ImmutableArray<TaskRecord> Tasks, bool IsLast);

/// <summary>What became of the image of a task.</summary>
/// <param name="Address">The address as the task says it; a record for another address is out of date.</param>
/// <param name="Sha256">Of its bytes, 64 lower-case hex digits; null when it could not be had or read.</param>
/// <param name="Problem">One sentence; null when all is well.</param>
/// <param name="MayPass">The problem may pass, so that it is worth another try.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.ImageRecord")]
public sealed record ImageRecord(long TaskId, string Address, string? Sha256, string? Problem, bool MayPass);
