namespace NoisyLabels.Learning.Assistance;

/// <summary>The n of N images that have a label.</summary>
/// <param name="Rows">[n] their numbers, ascending.</param>
/// <param name="Given">[n] their labels.</param>
/// <param name="Weight">[n] how much each label may teach, 0 to 1.</param>
/// <param name="Trusted">[n] whether it is known to be right.</param>
/// <param name="Classes">K.</param>
internal sealed record LabelledRows(int[] Rows, int[] Given, float[] Weight, bool[] Trusted, int Classes)
{
    /// <summary>n.</summary>
    public int Count => Rows.Length;

    public bool AllTeachFully => Array.TrueForAll(Weight, weight => weight == 1);

    public static LabelledRows Of(PartialLabels labels)
    {
        int[] rows = [.. labels.Given.Index().Where(g => g.Item != PartialLabels.None).Select(g => g.Index)];
        return new(
            rows,
            Array.ConvertAll(rows, row => labels.Given[row]),
            Array.ConvertAll(rows, row => labels.Weight?[row] ?? 1),
            Array.ConvertAll(rows, row => labels.Trusted?[row] ?? false),
            labels.Classes.Count);
    }

    /// <summary>The classes that have a label, ascending.</summary>
    public int[] Present() => [.. Given.Distinct().Order()];

    /// <summary>The same labels, numbered among the classes that have one: the others are nothing to learn.</summary>
    public LabelledRows Among(int[] present) => this with
    {
        Given = Array.ConvertAll(Given, label => Array.BinarySearch(present, label)),
        Classes = present.Length,
    };

    /// <summary>Labels, 0 to n − 1, to choose by: all that teach, evenly thinned where they are many.</summary>
    /// <param name="maxValues">About as many probabilities at most, but 2,000 rows at least.</param>
    public int[] Judges(int maxValues)
    {
        int[] teaching = [.. Enumerable.Range(0, Count).Where(i => Weight[i] > 0)];
        var max = Math.Max(2_000, maxValues / Classes);
        return teaching.Length <= max
            ? teaching
            : [.. Enumerable.Range(0, max).Select(i => teaching[(int)((long)i * teaching.Length / max)])];
    }
}
