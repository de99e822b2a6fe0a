using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Inputs;

namespace NoisyLabels.Learning.Detection.Methods;

/// <summary>InstanceGM on the images themselves: no backbone, and a training that takes minutes to days.</summary>
internal sealed class InstanceGmOnImages : IDetectionMethod
{
    public string Name => "instancegm";

    public string Description => "InstanceGM trained on the images themselves, without a backbone; slow without a GPU";

    public DetectionResult Detect(
        DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (input.Items.Count != input.Given.Length)
        {
            throw new ArgumentException("This method needs the images, not only their features.", nameof(input));
        }

        var options = input.InstanceGm ?? InstanceGmOptions.Light;
        OptionsValidation.Validate(options); // before the images are read in that size
        var images = DecodedSquares.Read(input.Items, options.ImageSize, progress, cancellation);
        return InstanceGmFindings.Of(Name, input, images, options, progress, cancellation);
    }
}
