using NoisyLabels.LabelStudio.Api.Access;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Problems;

namespace NoisyLabels.LabelStudio.Tests.Api;

public sealed class FailureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_question_is_asked_again_after_a_failure_that_passes(int status)
    {
        await using var asking = await Asking.StartAsync();
        asking.Fake.Fail("/api/users", status, times: 3);
        Assert.True((await asking.Client().Users.ListAsync(Cancellation)).IsSuccess);
        Assert.Equal(4, asking.Fake.Requests.Count);
    }

    [Fact]
    public async Task A_failure_that_stays_becomes_a_sentence_after_the_last_retry()
    {
        await using var asking = await Asking.StartAsync();
        asking.Fake.Fail("/api/users", 503, times: 100, body: "<html>");
        var problem = (await asking.Client().Users.ListAsync(Cancellation)).Problem!;
        Assert.Equal((ApiProblemKind.Failed, 503), (problem.Kind, problem.Status));
        Assert.True(problem.MayPass);
        Assert.Equal(4, asking.Fake.Requests.Count);
    }

    [Fact]
    public async Task What_changes_something_is_not_sent_twice()
    {
        await using var asking = await Asking.StartAsync();
        asking.Fake.Fail("/api/predictions", 502, times: 100);
        var prediction = new NewPrediction(1, [], 0.5, "v1");
        Assert.False((await asking.Client().Predictions.CreateAsync(prediction, Cancellation)).IsSuccess);
        Assert.Single(asking.Fake.Requests);
    }

    [Fact]
    public async Task A_Label_Studio_that_hangs_is_given_up()
    {
        await using var asking = await Asking.StartAsync();
        asking.Fake.Hang("/api/users");
        var options = asking.Options() with { Timeout = TimeSpan.FromSeconds(2), Retries = 1 };
        var client = asking.Clients.For(options);
        var problem = (await client.Users.ListAsync(Cancellation)).Problem!;
        Assert.Equal(ApiProblemKind.TimedOut, problem.Kind);
        Assert.Equal(2, asking.Fake.Requests.Count);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_tried_again()
    {
        await using var asking = await Asking.StartAsync();
        asking.Fake.Abort("/api/users");
        Assert.True((await asking.Client().Users.ListAsync(Cancellation)).IsSuccess);
    }

    [Fact]
    public async Task Nothing_there_is_a_sentence()
    {
        await using var asking = await Asking.StartAsync();
        var options = asking.Options() with { Address = new Uri("http://127.0.0.1:1/"), Retries = 0 };
        var problem = (await asking.Clients.For(options).ReadVersionAsync(Cancellation)).Problem!;
        Assert.Equal(ApiProblemKind.Unreachable, problem.Kind);
        Assert.StartsWith("Nothing answers at http://127.0.0.1:1;", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_a_sentence()
    {
        await using var asking = await Asking.StartAsync();
        var options = asking.Options() with { Address = new Uri("http://nowhere.invalid:8080/"), Retries = 0 };
        var problem = (await asking.Clients.For(options).ReadVersionAsync(Cancellation)).Problem!;
        Assert.Equal("The host of http://nowhere.invalid:8080 cannot be found from here.", problem.Message);
    }

    [Theory]
    [InlineData("<html>log in</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task Something_that_is_no_Label_Studio_is_known_as_such(string body)
    {
        await using var asking = await Asking.StartAsync();
        asking.Fake.Fail("/api/version", 200, body: body);
        Assert.Equal(ApiProblemKind.Unreadable, (await asking.Client().ReadVersionAsync(Cancellation)).Problem!.Kind);
    }

    [Fact]
    public async Task An_endless_answer_is_not_read_to_its_end()
    {
        await using var asking = await Asking.StartAsync();
        asking.Fake.Fail("/api/version", 200, body: new string(' ', 5000));
        var client = asking.Clients.For(asking.Options() with { MaxBytes = 1000 });
        var problem = (await client.ReadVersionAsync(Cancellation)).Problem!;
        Assert.Contains("more than 1000 bytes", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_is_no_problem_of_Label_Studio()
    {
        await using var asking = await Asking.StartAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.Client().ReadVersionAsync(cancelled.Token));
    }

    [Theory]
    [InlineData("ftp://h/", "must begin with http:// or https://")]
    [InlineData("http://user:pass@h/", "no user name or password")]
    public async Task Wrong_options_are_said_at_once(string address, string expected)
    {
        await using var asking = await Asking.StartAsync();
        var options = new LabelStudioOptions { Address = new Uri(address) };
        Assert.Contains(expected, Assert.Single(options.Problems()), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => asking.Clients.For(options));
    }

    [Fact]
    public void The_defaults_are_these()
    {
        var options = new LabelStudioOptions { Address = new Uri("https://h.example/ls") };
        Assert.Empty(options.Problems());
        Assert.Equal(
            (30, 900, 2, 3, 1000),
            (options.Timeout.TotalSeconds, options.LongTimeout.TotalSeconds, options.PollInterval.TotalSeconds,
                options.Retries, options.ImportBatch));
        Assert.Equal("https://h.example/ls/", options.Root.AbsoluteUri);
    }
}
