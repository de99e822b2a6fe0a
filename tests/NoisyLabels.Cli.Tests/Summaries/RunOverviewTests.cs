using NoisyLabels.Cli.Summaries;

namespace NoisyLabels.Cli.Tests.Summaries;

public sealed class RunOverviewTests
{
    private readonly RunOverview _run = Overviews.Of(
        ["cat", "dog", "emu"],
        ("cat/1.jpg", "cat", "dog", 0.3),
        ("cat/2.jpg", "cat", null, 0.9),
        ("cat/3.jpg", "cat", "dog", 0.1),
        ("dog/4.jpg", "dog", "emu", 0.1),
        ("dog/5.jpg", "dog", null, 0.05));

    [Fact]
    public void Issues_come_worst_first_and_equals_in_the_order_of_their_names() =>
        Assert.Equal([2, 3, 0], _run.Issues);

    [Fact]
    public void An_image_that_is_not_flagged_is_no_issue_however_low_its_quality() =>
        Assert.DoesNotContain(4, _run.Issues);

    [Fact]
    public void Confusions_come_most_frequent_first() =>
        Assert.Equal([new Confusion(0, 1, 2), new Confusion(1, 2, 1)], _run.Confusions);

    [Fact]
    public void Each_class_counts_what_it_has_and_what_it_misses() => Assert.Equal(
        [new ClassNoise(0, 3, 2, 0), new ClassNoise(1, 2, 1, 2), new ClassNoise(2, 0, 0, 1)],
        _run.PerClass);

    [Fact]
    public void A_class_without_images_has_no_noise() => Assert.Equal(0, _run.PerClass[2].Share);

    [Fact]
    public void Shares_are_of_the_images_that_were_looked_at() => Assert.Equal(0.6, _run.IssueShare, 12);

    [Fact]
    public void An_empty_run_has_no_share() => Assert.Equal(0, Overviews.Of(["cat"]).IssueShare);
}
