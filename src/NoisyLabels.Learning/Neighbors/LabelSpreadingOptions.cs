namespace NoisyLabels.Learning.Neighbors;

/// <summary>How labels spread over a graph of neighbours.</summary>
public sealed record LabelSpreadingOptions
{
    /// <value>k, neighbours of each image that its label reaches directly. The default is 15.</value>
    public int Neighbors { get; init; } = 15;

    /// <value>Edges weigh exp(sharpness · cosine). The default is 5.</value>
    public double Sharpness { get; init; } = 5;

    /// <value>α, share that comes from the neighbours at each step, 0 to 1. The default is 0.95.</value>
    public double Reach { get; init; } = 0.95;

    /// <value>Steps. The default is 40, after which 13 % of the first step are left to come.</value>
    public int Steps { get; init; } = 40;

    /// <value>
    /// Folds whose labels are hidden in turn; fewer where the work would be too much, but at least 2. The default is
    /// 10.
    /// </value>
    public int Folds { get; init; } = 10;

    /// <value>Classes kept for each image, the most probable ones. The default is 16.</value>
    public int KeptClasses { get; init; } = 16;

    /// <value>Draws the folds. The default is 0.</value>
    public int Seed { get; init; }
}
