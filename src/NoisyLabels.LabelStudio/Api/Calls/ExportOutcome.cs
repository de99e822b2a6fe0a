namespace NoisyLabels.LabelStudio.Api.Calls;

/// <param name="BeganAt">When it was asked for, by our clock: events that arrived later are newer than it.</param>
/// <param name="Tasks">How many tasks were handed on.</param>
public sealed record ExportOutcome(DateTimeOffset BeganAt, int Tasks);
