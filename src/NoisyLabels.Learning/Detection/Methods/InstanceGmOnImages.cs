using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Inputs;

namespace NoisyLabels.Learning.Detection.Methods;

/// <summary>InstanceGM on the images themselves: no backbone, and a training that takes minutes to days.</summary>
/// <param name="options">Settings; null for the preset light. The seed is that of the input.</param>
internal sealed class InstanceGmOnImages(InstanceGmOptions? options = null) : IDetectionMethod
{
    private readonly InstanceGmOptions _options = options ?? InstanceGmOptions.Light;

    public string Name => "instancegm";

    public string Description => "InstanceGM trained on the images themselves, without a backbone; slow without a GPU";

    public DetectionResult Detect(
        DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (input.Items.Count != input.Given.Length)
        {
            throw new ArgumentException("This method needs the images, not only their features.", nameof(input));
        }

        var images = DecodedSquares.Read(input.Items, _options.ImageSize, progress, cancellation);
        return InstanceGmFindings.Of(Name, input, images, _options, progress, cancellation);
    }
}
