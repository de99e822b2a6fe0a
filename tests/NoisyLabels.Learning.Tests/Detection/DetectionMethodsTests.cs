using NoisyLabels.Learning.Detection;

namespace NoisyLabels.Learning.Tests.Detection;

public sealed class DetectionMethodsTests
{
    [Fact]
    public void Every_method_has_a_name_of_its_own_and_one_line_about_it()
    {
        Assert.Distinct(DetectionMethods.All.Select(m => m.Name));
        Assert.All(DetectionMethods.All, method => Assert.Matches("^[a-z]+(-[a-z]+)*$", method.Name));
        Assert.All(DetectionMethods.All, method => Assert.Matches("^[^\\n.]{20,110}$", method.Description));
    }

    [Fact]
    public void The_baselines_are_there_to_compare_with() => Assert.Superset(
        new HashSet<string> { "confident-learning", "cross-entropy", "argmax", "knn" },
        DetectionMethods.All.Select(m => m.Name).ToHashSet());

    [Fact]
    public void The_default_is_the_first_and_no_baseline() =>
        Assert.Same(DetectionMethods.Default, DetectionMethods.Named(DetectionMethods.All[0].Name));

    [Theory]
    [InlineData("knn")]
    [InlineData("KNN")]
    [InlineData("Knn")]
    public void Names_are_found_in_upper_and_lower_case(string name) =>
        Assert.Equal("knn", DetectionMethods.Named(name).Name);

    [Fact]
    public void An_unknown_name_is_answered_with_those_there_are()
    {
        var refused = Assert.Throws<UserErrorException>(() => DetectionMethods.Named("magic"));

        Assert.Equal(
            $"There is no method 'magic'. Choose one of: {string.Join(", ", DetectionMethods.All.Select(m => m.Name))}.",
            refused.Message);
    }
}
