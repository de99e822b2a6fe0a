namespace NoisyLabels.LabelStudio.Images.Fetching;

/// <summary>Carries a refusal out of the connecting of a socket; it does not leave this folder.</summary>
internal sealed class AddressRefusedException(string message) : Exception(message);
