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
