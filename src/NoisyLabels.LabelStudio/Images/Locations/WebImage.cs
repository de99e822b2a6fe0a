namespace NoisyLabels.LabelStudio.Images.Locations;

/// <summary>It lies somewhere on the web, and is fetched without any key.</summary>
public sealed record WebImage(string Key, Uri Address) : ImageLocation(Key);
