namespace NoisyLabels.Contracts.Projects;

/// <summary>One sentence of what happened in a project, for people; it holds no secret.</summary>
[GenerateSerializer, Immutable, Alias("NoisyLabels.JournalLine")]
public sealed record JournalLine(DateTimeOffset At, JournalLevel Level, string Sentence);
