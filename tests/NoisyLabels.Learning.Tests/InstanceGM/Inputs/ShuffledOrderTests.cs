using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Inputs;

namespace NoisyLabels.Learning.Tests.InstanceGM.Inputs;

public sealed class ShuffledOrderTests
{
    [Fact]
    public void Every_pass_holds_every_item_in_another_order()
    {
        var order = Order();

        var (first, second) = (order.Take(0, 20), order.Take(20, 20));

        Assert.Equal(Enumerable.Range(100, 20), first.Order());
        Assert.Equal(Enumerable.Range(100, 20), second.Order());
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Reading_may_begin_anywhere() => Assert.Equal(Order().Take(0, 60)[37..50], Order().Take(37, 13));

    [Fact]
    public void A_batch_may_be_larger_than_the_set()
    {
        var taken = new ShuffledOrder([4, 5], new RandomStreams(1), RandomStreams.Purpose.VaeOrder).Take(0, 5);

        Assert.InRange(taken.Count(i => i == 4), 2, 3);
    }

    private static ShuffledOrder Order() =>
        new([.. Enumerable.Range(100, 20)], new RandomStreams(1), RandomStreams.Purpose.VaeOrder, 0);
}
