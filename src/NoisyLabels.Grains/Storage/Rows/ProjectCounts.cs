namespace NoisyLabels.Grains.Storage.Rows;

/// <summary>How much there is of a project; deleted things do not count.</summary>
/// <param name="Annotations">Skipped ones included.</param>
/// <param name="LabelledTasks">Tasks with an annotation that is not skipped.</param>
public sealed record ProjectCounts(long Tasks, long Annotations, long LabelledTasks, long Images, long ImageProblems);
