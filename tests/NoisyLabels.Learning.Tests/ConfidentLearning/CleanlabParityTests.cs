using NoisyLabels.Learning.ConfidentLearning;

namespace NoisyLabels.Learning.Tests.ConfidentLearning;

public sealed class CleanlabParityTests
{
    private const double Digit = 1e-9;

    private static readonly string[] Sets = ["aggre", "random1", "worse"];

    public static TheoryData<string> Columns => [.. Sets];

    public static TheoryData<string, IssueFilter> Filters =>
        [.. from set in Sets from filter in Enum.GetValues<IssueFilter>() select (set, filter)];

    public static TheoryData<string, QualityMethod, bool> Scores =>
    [
        .. from set in Sets
           from method in Enum.GetValues<QualityMethod>()
           from adjusted in new[] { false, true }
           where !adjusted || method is not QualityMethod.ConfidenceWeightedEntropy
           select (set, method, adjusted),
    ];

    [Theory]
    [MemberData(nameof(Filters))]
    public void Every_filter_flags_the_same_images(string set, IssueFilter filter)
    {
        var fixture = CleanlabFixture.Load(set);

        Assert.Equal(fixture.Flags(filter), LabelIssues.Find(fixture.Given, fixture.PredProbs, filter));
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Single_precision_probabilities_change_no_decision(string set, IssueFilter filter)
    {
        var fixture = CleanlabFixture.Load(set);

        Assert.Equal(fixture.Flags(filter), LabelIssues.Find(fixture.Given, fixture.InSinglePrecision(), filter));
    }

    [Theory]
    [MemberData(nameof(Scores))]
    public void Every_score_is_the_same_number(string set, QualityMethod method, bool adjusted)
    {
        var fixture = CleanlabFixture.Load(set);

        var scores = LabelQuality.Scores(fixture.Given, fixture.PredProbs, method, adjusted);

        AssertClose(fixture.Scores(method, adjusted), scores);
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void The_joint_and_the_noise_matrices_are_the_same(string set)
    {
        var fixture = CleanlabFixture.Load(set);

        var joint = ConfidentJoint.Estimate(fixture.Given, fixture.PredProbs);
        var noise = NoiseEstimate.From(joint);

        AssertClose(
            fixture.Matrix("confident_joint").Cast<double>(), joint.Calibrated.Cast<int>().Select(Convert.ToDouble));
        AssertClose(fixture.Matrix("joint").Cast<double>(), noise.Joint.Cast<double>());
        AssertClose(fixture.Vector("py"), noise.Py);
        AssertClose(fixture.Matrix("noise_matrix").Cast<double>(), noise.NoiseMatrix.Cast<double>());
        AssertClose(fixture.Matrix("inverse_noise_matrix").Cast<double>(), noise.InverseNoiseMatrix.Cast<double>());
        Assert.Equal(fixture.Count("num_label_issues"), LabelIssues.Count(fixture.Given, fixture.PredProbs, joint));
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void No_column_of_the_expected_file_is_left_unchecked(string set)
    {
        var fixture = CleanlabFixture.Load(set);

        var checkedColumns = Enum.GetValues<IssueFilter>().Select(f => $"is_label_issue.{CleanlabFixture.SnakeCase(f)}")
            .Concat(Scores.Select(row => row.Data).Where(data => data.Item1 == set)
                .Select(data => $"score.{CleanlabFixture.SnakeCase(data.Item2)}{(data.Item3 ? ".adjusted" : "")}"))
            .Append("given_label");

        Assert.Equal(fixture.Columns.Order(), checkedColumns.Order());
    }

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        var pairs = expected.Zip(actual).ToArray();
        Assert.NotEmpty(pairs);
        Assert.Equal(pairs.Length, actual.Count());
        Assert.All(pairs, pair => Assert.Equal(pair.First, pair.Second, Digit));
    }
}
