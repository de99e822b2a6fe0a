namespace NoisyLabels.LabelStudio.Images.Locations;

/// <summary>Where an image lies.</summary>
/// <param name="Key">
/// The same for the same image of one project however a task spells its address: what caches go by. It may be long.
/// </param>
public abstract record ImageLocation(string Key);
