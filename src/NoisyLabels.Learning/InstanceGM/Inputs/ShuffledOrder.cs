namespace NoisyLabels.Learning.InstanceGM.Inputs;

/// <summary>
/// An endless order of the same items: each pass holds all of them, in an order of its own. What stands at a position
/// depends on the position alone, so reading may begin anywhere. Not safe for many threads.
/// </summary>
internal sealed class ShuffledOrder(
    int[] items, RandomStreams streams, RandomStreams.Purpose purpose, params long[] where)
{
    private long _pass = -1;
    private int[] _order = [];

    public int At(long position)
    {
        var pass = position / items.Length;
        if (pass != _pass)
        {
            (_pass, _order) = (pass, streams.Dice(purpose, [.. where, pass]).Order(items.Length));
        }

        return items[_order[position % items.Length]];
    }

    /// <summary>The <paramref name="count"/> items from a position on; more than one pass holds if need be.</summary>
    public int[] Take(long position, int count)
    {
        var taken = new int[count];
        for (var i = 0; i < count; i++)
        {
            taken[i] = At(position + i);
        }

        return taken;
    }
}
