using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Projects;
using NoisyLabels.Grains.Runs;

namespace NoisyLabels.Grains.Tests.Projects;

/// <summary>When a project trains, as a table: no cluster, and no clock but the test's own.</summary>
public sealed class TrainingScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly RunState Running = RunState.Queue(null, 0, "news", false, Noon).Claim("trainer", Noon);

    [Theory]
    [InlineData(5, 20, 0, "train")]
    [InlineData(4, 20, 0, "wait 10")]
    [InlineData(4, 20, 9, "wait 10")]
    [InlineData(1, 20, 10, "train")]
    [InlineData(0, 20, 10, "sleep")]
    [InlineData(5, 19, 10, "sleep")]
    [InlineData(9, 200, 0, "wait 10")]
    [InlineData(10, 200, 0, "train")]
    public void News_is_trained_soon_and_never_for_each_click(int changes, long labels, int second, string expected) =>
        Assert.Equal(expected, Decide(second, null, Changes(changes), labels: labels));

    [Fact]
    public void Images_alone_are_trained_after_a_quiet_while()
    {
        var news = new News();
        news.AddImages(Noon);
        Assert.Equal("wait 10", Decide(1, null, news));
        Assert.Equal("train", Decide(10, null, news));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Nothing_trains_by_itself_where_people_do_not_want_it(bool trainsByItself, bool isConnected)
    {
        var settings = new ProjectSettings { TrainsByItself = trainsByItself };
        Assert.Equal("sleep", Decide(60, null, Changes(100), settings: settings, isConnected: isConnected));
        var asked = Running.AskAgain("again", true).Succeed([], null, Noon);
        Assert.Equal("train again", Decide(0, asked, Changes(0), settings: settings, isConnected: isConnected));
    }

    [Fact]
    public void An_open_run_is_waited_for()
    {
        Assert.Equal("sleep", Decide(60, Running, Changes(100)));
        Assert.Equal("sleep", Decide(60, Running.Release(), Changes(100)));
        Assert.Equal("sleep", Decide(60, Running.AskAgain("again", true), Changes(100)));
    }

    [Fact]
    public void A_cancelled_training_comes_back_with_later_news_only()
    {
        var news = Changes(100);
        var cancelled = Running.Cancel(Noon.AddSeconds(1));
        Assert.Equal("sleep", Decide(60, cancelled, news));
        news.Add(1, Noon.AddSeconds(2));
        Assert.Equal("train", Decide(60, cancelled, news));
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(7, 1800)]
    [InlineData(40, 1800)]
    public void Pauses_grow_with_failures(int failures, int seconds)
    {
        var failed = Running.Fail("no", Noon);
        Assert.Equal($"wait {seconds}", Decide(seconds - 1, failed, Changes(100), failures));
        Assert.Equal("train", Decide(seconds, failed, Changes(100), failures));
    }

    [Fact]
    public void What_a_training_took_is_news_again_when_it_fails_and_forgotten_when_it_ends()
    {
        var news = Changes(3);
        news.Take();
        Assert.True(news.IsEmpty);
        news.Add(1, Noon);
        news.GiveBack(2);
        Assert.Equal(4, news.Changes);

        news.Take();
        news.Forget();
        news.GiveBack(0);
        Assert.True(news.IsEmpty);
    }

    private static News Changes(int count)
    {
        var news = new News();
        if (count > 0)
        {
            news.Add(count, Noon);
        }

        return news;
    }

    private static string Decide(
        int second,
        RunState? run,
        News news,
        int failures = 0,
        long labels = 20,
        ProjectSettings? settings = null,
        bool isConnected = true)
    {
        var now = Noon.AddSeconds(second);
        return TrainingSchedule.Decide(now, run, failures, news, settings ?? new(), isConnected, labels) switch
        {
            NextStep.Train { IsForced: true, Reason: var reason } => $"train {reason}",
            NextStep.Train => "train",
            NextStep.WaitUntil wait => $"wait {(wait.At - Noon).TotalSeconds}",
            _ => "sleep",
        };
    }
}
