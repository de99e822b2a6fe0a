using NoisyLabels.Learning.InstanceGM.Inputs;

namespace NoisyLabels.Learning.Tests.InstanceGM.Inputs;

public sealed class AheadOfTimeTests
{
    [Fact]
    public void Items_come_in_order_from_another_thread()
    {
        var threads = new HashSet<int>();

        var items = AheadOfTime.Make(100, i => { threads.Add(Environment.CurrentManagedThreadId); return i * i; }).ToList();

        Assert.Equal(Enumerable.Range(0, 100).Select(i => i * i), items);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, threads);
    }

    [Fact]
    public void Who_stops_early_leaves_no_thread_at_work()
    {
        var made = 0;
        foreach (var item in AheadOfTime.Make(1000, _ => ++made))
        {
            if (item == 3)
            {
                break;
            }
        }

        Assert.InRange(made, 3, 10);
    }

    [Fact]
    public void An_exception_in_the_making_comes_out() => Assert.Equal(
        "seven",
        Assert.Throws<InvalidOperationException>(() =>
            AheadOfTime.Make(9, i => i == 7 ? throw new InvalidOperationException("seven") : i).ToList()).Message);
}
