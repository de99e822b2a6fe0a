namespace NoisyLabels.Grains.Training;

/// <param name="Count">Trainings that this silo runs at once; as a rule one for each GPU, and one without.</param>
internal sealed record TrainingSlots(int Count);
