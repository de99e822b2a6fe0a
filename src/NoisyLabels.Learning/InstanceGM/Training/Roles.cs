using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>
/// Which images each network learns from, and which it judges. With two folds a network judges only images whose labels
/// it has not learned; with one, both learn from all and judge all, as in the paper.
/// </summary>
internal sealed class Roles
{
    private readonly int[][] _learns;
    private readonly int[][] _judges;

    private Roles(int[][] learns, int[][] judges) => (_learns, _judges) = (learns, judges);

    /// <exception cref="UserErrorException">There are too few images for two folds.</exception>
    public static Roles Assign(int[] given, int classes, InstanceGmOptions options, RandomStreams streams)
    {
        int[] all = [.. Enumerable.Range(0, given.Length)];
        if (options.Folds == 1)
        {
            return new([all, all], [all, all]);
        }

        var seed = unchecked((int)streams.SeedOf(RandomStreams.Purpose.Folds));
        var fold = StratifiedFolds.Assign(given, classes, 2, seed);
        int[][] halves = [[.. all.Where(i => fold[i] == 0)], [.. all.Where(i => fold[i] == 1)]];
        return halves.All(half => half.Length > 0)
            ? new(halves, [halves[1], halves[0]])
            : throw new UserErrorException(
                $"{given.Length} images are too few for two folds: InstanceGM needs at least one image in each.");
    }

    /// <summary>Images that the twin is trained on.</summary>
    public int[] LearnedBy(Twin twin) => _learns[twin.Index];

    /// <summary>Images that the twin gives probabilities for.</summary>
    public int[] JudgedBy(Twin twin) => _judges[twin.Index];
}
