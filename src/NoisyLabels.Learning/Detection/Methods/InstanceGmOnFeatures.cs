using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.Native;
using TorchSharp;

namespace NoisyLabels.Learning.Detection.Methods;

/// <summary>
/// InstanceGM where a backbone does the seeing: the classifier is one hidden layer over frozen features.
/// </summary>
internal sealed class InstanceGmOnFeatures : IDetectionMethod
{
    public string Name => "instancegm-features";

    public string Description =>
        "InstanceGM with a small head over the backbone's features, trained as twins on two halves";

    public DetectionResult Detect(
        DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        TorchRuntime.EnsureLoaded();
        var features = FrozenFeatures.Of(input.Features, input.FinalColumns);
        var threads = torch.get_num_threads();
        torch.set_num_threads(1); // steps this small only wait for each other's threads
        try
        {
            var options = input.InstanceGm ?? InstanceGmOptions.LightOnFeatures;
            return InstanceGmFindings.Of(Name, input, features, options, progress, cancellation);
        }
        finally
        {
            torch.set_num_threads(threads);
        }
    }
}
