namespace NoisyLabels.LabelStudio.Images.Fetching;

/// <summary>One hop on the way to an image.</summary>
/// <param name="Address">What to ask for.</param>
/// <param name="Name">What the user knows it by; signed addresses do not show.</param>
/// <param name="IsVouched">
/// Label Studio sends us there: allowed hosts are not looked up, private networks still are.
/// </param>
internal sealed record FetchTarget(Uri Address, string Name, bool IsVouched);
