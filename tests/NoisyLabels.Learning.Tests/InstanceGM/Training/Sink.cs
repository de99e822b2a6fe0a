namespace NoisyLabels.Learning.Tests.InstanceGM.Training;

/// <summary>Adds what is reported to a list at once, on the thread that reports.</summary>
internal sealed class Sink<T>(List<T> reports) : IProgress<T>
{
    public void Report(T value) => reports.Add(value);
}
