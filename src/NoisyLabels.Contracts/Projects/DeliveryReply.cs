namespace NoisyLabels.Contracts.Projects;

/// <param name="Changed">How many annotations or tasks say something new.</param>
/// <param name="Run">The training that it asked for, or that waits already; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.DeliveryReply")]
public sealed record DeliveryReply(int Changed, Guid? Run = null);
