namespace NoisyLabels.Learning.InstanceGM.Inputs;

/// <summary>Puts rows of inputs together into the values of a batch.</summary>
internal sealed class ViewMaker(TrainingInputs inputs, RandomStreams streams, bool frozen)
{
    /// <summary>The inputs as they are, one after the other.</summary>
    public float[] Plain(ReadOnlySpan<int> rows)
    {
        var size = inputs.Shape.Values;
        var values = new float[rows.Length * size];
        for (var i = 0; i < rows.Length; i++)
        {
            inputs.Write(rows[i], values.AsSpan(i * size, size));
        }

        return values;
    }

    /// <summary>A fresh random view of each input; with frozen views, the same one whenever it is asked for.</summary>
    /// <param name="where">Network, epoch, step and which of the views.</param>
    public float[] Views(ReadOnlySpan<int> rows, params ReadOnlySpan<long> where)
    {
        var size = inputs.Shape.Values;
        var values = new float[rows.Length * size];
        for (var i = 0; i < rows.Length; i++)
        {
            var dice = frozen
                ? streams.Dice(RandomStreams.Purpose.Views, rows[i])
                : streams.Dice(RandomStreams.Purpose.Views, [.. where, i]);
            inputs.WriteView(rows[i], dice, values.AsSpan(i * size, size));
        }

        return values;
    }
}

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
