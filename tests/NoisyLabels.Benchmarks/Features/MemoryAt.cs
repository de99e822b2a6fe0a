
namespace NoisyLabels.Benchmarks.Features;

/// <summary>Notes the memory of the process at shares of the work.</summary>
internal sealed class MemoryAt(int total, double[] shares) : IProgress<WorkProgress>
{
    private readonly List<long> _miB = [];

    public IReadOnlyList<long> MiB => _miB;

    public void Report(WorkProgress value)
    {
        if (_miB.Count < shares.Length && value.Done >= shares[_miB.Count] * total)
        {
            _miB.Add(Environment.WorkingSet >> 20);
        }
    }
}
