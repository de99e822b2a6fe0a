namespace NoisyLabels.Learning.Detection;

/// <summary>A way to find wrong labels.</summary>
public interface IDetectionMethod
{
    /// <summary>As <c>--method</c> takes it.</summary>
    string Name { get; }

    /// <summary>One line for a person.</summary>
    string Description { get; }

    /// <exception cref="OperationCanceledException">Cancelled between two steps.</exception>
    DetectionResult Detect(DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation);
}
