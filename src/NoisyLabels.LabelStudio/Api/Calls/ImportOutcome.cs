namespace NoisyLabels.LabelStudio.Api.Calls;

/// <param name="Sent">Predictions that were handed in.</param>
/// <param name="Created">Those that Label Studio says it stored.</param>
/// <param name="RefusedTasks">
/// Tasks whose predictions Label Studio refused by themselves, as a rule because they are no longer in the project.
/// </param>
public sealed record ImportOutcome(int Sent, long Created, IReadOnlyList<long> RefusedTasks)
{
    /// <summary>
    /// Predictions that Label Studio dropped without a word: they did not fit its labelling configuration.
    /// </summary>
    public long Dropped => Sent - RefusedTasks.Count - Created;
}
