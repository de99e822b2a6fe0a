namespace NoisyLabels.Learning.Assistance;

/// <summary>When a model is made from some labels, and how.</summary>
public sealed record AssistanceOptions
{
    /// <value>
    /// Labels below which no model is made, 2 or more. The default is 20: fewer say more about who labelled than about
    /// the images.
    /// </value>
    public int LeastLabels { get; init; } = 20;

    /// <value>Classes that must have a label, 2 or more. The default is 2.</value>
    public int LeastClasses { get; init; } = 2;

    /// <value>
    /// Labels from which on a completely labelled set is judged by the default method of finding wrong labels. The
    /// default is 200.
    /// </value>
    public int LeastForDetection { get; init; } = 200;

    /// <exception cref="UserErrorException">A value is out of range; the message names all that are.</exception>
    internal void Validate()
    {
        List<string> wrong = [];
        Require(LeastLabels >= 2, "LeastLabels must be 2 or more", LeastLabels);
        Require(LeastClasses >= 2, "LeastClasses must be 2 or more", LeastClasses);
        Require(LeastForDetection >= 2, "LeastForDetection must be 2 or more", LeastForDetection);
        if (wrong.Count > 0)
        {
            throw new UserErrorException($"{string.Join("; ", wrong)}.");
        }

        void Require(bool holds, string rule, int value)
        {
            if (!holds)
            {
                wrong.Add($"{rule}, not {value}");
            }
        }
    }
}
