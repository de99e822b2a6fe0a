using NoisyLabels.Learning.Native;
using TorchSharp;

namespace NoisyLabels.Learning.Tests.Native;

/// <summary>
/// TorchSharp frees the scalars that it hands to libtorch in finalizers, which may run while libtorch reads them.
/// </summary>
public sealed class ScalarKeeperTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(4);

    [Fact]
    public void Sums_stay_right_while_scalars_are_collected_on_busy_processors()
    {
        TorchRuntime.EnsureLoaded();
        using var ending = new CancellationTokenSource(Long);
        var collector = new Thread(() =>
        {
            while (!ending.IsCancellationRequested)
            {
                GC.Collect(0);
                Thread.SpinWait(20_000); // or the others never get to run
            }
        });
        var adders = Enumerable.Range(0, 3 * Environment.ProcessorCount).Select(_ => new Adder(ending.Token)).ToList();
        adders.ForEach(adder => adder.Thread.Start());
        collector.Start();
        adders.ForEach(adder => adder.Thread.Join());
        collector.Join();

        Assert.Empty(adders.Select(adder => adder.Wrong).OfType<string>());
        Assert.All(adders, adder => Assert.True(adder.Sums > 1000, $"only {adder.Sums} sums"));
    }

    [Fact]
    public void The_library_is_changed_where_TorchSharp_does_not_keep_scalars_and_the_change_is_told_of()
    {
        Assert.SkipUnless(File.Exists(TorchLibrary.Path), TorchLibrary.AbsentReason);

        Assert.Equal(
            !ScalarKeeper.KeepsScalars(),
            TorchRuntime.EnsureLoaded().Contains("scalars are freed ten seconds later", StringComparison.Ordinal));
    }

    private sealed class Adder
    {
        public Adder(CancellationToken ending) => Thread = new(() => Add(ending));

        public Thread Thread { get; }

        public string? Wrong { get; private set; }

        public long Sums { get; private set; }

        private void Add(CancellationToken ending)
        {
            using var zero = torch.zeros(1, torch.ScalarType.Int64);
            try
            {
                while (!ending.IsCancellationRequested && Wrong is null)
                {
                    using var scope = torch.NewDisposeScope();
                    var sum = zero.add(3).add(4).item<long>();
                    Wrong = sum == 7 ? null : $"3 + 4 = {sum}";
                    Sums++;
                }
            }
            catch (System.Runtime.InteropServices.ExternalException e)
            {
                Wrong = e.Message.Split('\n')[0];
            }
        }
    }
}
