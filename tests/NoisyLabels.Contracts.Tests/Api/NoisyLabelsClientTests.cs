using System.Net;
using System.Text;
using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Contracts.Tests.Api;

public sealed class NoisyLabelsClientTests : IDisposable
{
    private static readonly ProjectName Project = new("team", "7.1");

    private readonly TinyServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Each_call_goes_to_its_address()
    {
        var status = """{"key":{"instance":"team","id":7,"created_seconds":1},"model_version":"noisylabels-v0"}""";
        _server.Answers["GET /api/v1/projects"] = (200, """{"projects":[]}""");
        _server.Answers["GET /api/v1/projects/team/7.1"] = (200, status);
        _server.Answers["GET /api/v1/projects/team/7.1/settings"] = (200, """{"seed":3}""");
        _server.Answers["PUT /api/v1/projects/team/7.1/settings"] = (200, """{"seed":4}""");
        _server.Answers["POST /api/v1/projects/team/7.1/training"] = (202, """{"sentence":"Queued.","after_fence":2}""");
        _server.Answers["DELETE /api/v1/projects/team/7.1/training"] = (204, "");
        _server.Answers["GET /api/v1/projects/team/7.1/runs"] = (200, """{"runs":[]}""");
        _server.Answers["GET /api/v1/projects/team/7.1/versions"] = (200, """{"versions":[]}""");
        _server.Answers["POST /api/v1/projects/team/7.1/versions/noisylabels-v1/activate"] = (204, "");
        _server.Answers["GET /api/v1/projects/team/7.1/decisions?limit=5"] = (200, """{"decisions":[]}""");
        _server.Answers["POST /api/v1/projects/team/7.1/decisions"] = (200, """{"taken":1,"problems":[]}""");

        Assert.Empty((await _server.Client.ListProjectsAsync(Token)).Projects);
        Assert.Equal(new ProjectKey("team", 7, 1), (await _server.Client.GetStatusAsync(Project, Token)).Key);
        Assert.Equal(3, (await _server.Client.GetSettingsAsync(Project, Token)).Seed);
        Assert.Equal(4, (await _server.Client.ChangeSettingsAsync(Project, new ProjectSettings { Seed = 4 }, Token)).Seed);
        Assert.Equal(2, (await _server.Client.TrainAsync(Project, Token)).AfterFence);
        await _server.Client.CancelAsync(Project, Token);
        Assert.Empty((await _server.Client.ListRunsAsync(Project, Token)).Runs);
        Assert.Empty((await _server.Client.ListVersionsAsync(Project, Token)).Versions);
        await _server.Client.ActivateAsync(Project, "noisylabels-v1", Token);
        Assert.Empty((await _server.Client.ListDecisionsAsync(Project, 5, Token)).Decisions);
        var batch = new DecisionBatch(null, "anna", [new Decision(5, DecisionKind.Kept)]);
        Assert.Equal(1, (await _server.Client.DecideAsync(Project, batch, Token)).Taken);

        Assert.Equal("""{"actor":"anna","decisions":[{"task_id":5,"kind":"kept"}]}""", _server.Bodies[^1]);
        Assert.Equal(_server.Answers.Count, _server.Bodies.Count);
    }

    [Fact]
    public async Task Corrections_are_listed_page_after_page_until_there_are_enough()
    {
        _server.Answers[Corrections("only_open=true&limit=3")] = (200, Page([1, 2], "x/2"));
        _server.Answers[Corrections("only_open=true&limit=3&after=x%2F2")] = (200, Page([3, 4], "x/4"));
        var query = new CorrectionQuery { OnlyOpen = true, Limit = 3 };

        var tasks = await _server.Client.ListCorrectionsAsync(Project, query, Token)
            .Select(item => item.LabelStudioTaskId)
            .ToListAsync(Token);

        Assert.Equal([1L, 2L, 3L], tasks);
    }

    [Fact]
    public async Task All_corrections_are_listed_to_the_last_page()
    {
        _server.Answers[Corrections("given=a%26b&limit=1000")] = (200, Page([1, 2], "2"));
        _server.Answers[Corrections("given=a%26b&limit=1000&after=2")] = (200, Page([3], null));

        Assert.Equal(
            3,
            await _server.Client.ListCorrectionsAsync(Project, new CorrectionQuery { Given = "a&b" }, Token)
                .CountAsync(Token));
    }

    [Theory]
    [InlineData(CorrectionFormat.Csv, "/api/v1/projects/team/7.1/corrections.csv?only_issues=true&limit=7")]
    [InlineData(CorrectionFormat.Parquet, "/api/v1/projects/team/7.1/corrections.parquet?only_issues=true&limit=7")]
    [InlineData(CorrectionFormat.Predecessor, "/corrections.json?project=team/7")]
    public async Task A_file_is_copied_as_it_is(CorrectionFormat format, string address)
    {
        _server.Answers[$"GET {address}"] = (200, "a,b\n");
        using var copy = new MemoryStream();

        var query = new CorrectionQuery { OnlyIssues = true, Limit = 7 };
        await _server.Client.DownloadCorrectionsAsync(Project, format, query, copy, Token);

        Assert.Equal("a,b\n", Encoding.UTF8.GetString(copy.ToArray()));
    }

    [Fact]
    public async Task A_refusal_carries_its_status_and_its_sentence()
    {
        _server.Answers["DELETE /api/v1/projects/team/7.1/training"] = (409, """{"status":409,"detail":"Nothing runs."}""");

        var refusal = await Assert.ThrowsAsync<NoisyLabelsApiException>(() => _server.Client.CancelAsync(Project, Token));

        Assert.Equal(HttpStatusCode.Conflict, refusal.Status);
        Assert.Equal("Nothing runs.", refusal.Message);
        Assert.Equal("Nothing runs.", refusal.Problem?.Detail);
    }

    [Fact]
    public async Task A_refusal_by_something_else_has_no_problem_details()
    {
        _server.Answers["GET /api/v1/projects"] = (502, "<html>Bad gateway</html>");

        var refusal = await Assert.ThrowsAsync<NoisyLabelsApiException>(() => _server.Client.ListProjectsAsync(Token));

        Assert.Equal(HttpStatusCode.BadGateway, refusal.Status);
        Assert.Null(refusal.Problem);
    }

    [Theory]
    [InlineData("<html>Welcome</html>")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task An_answer_of_another_program_is_told_apart(string answer)
    {
        _server.Answers["GET /api/v1/projects"] = (200, answer);

        await Assert.ThrowsAsync<NoisyLabelsFormatException>(() => _server.Client.ListProjectsAsync(Token));
    }

    [Fact]
    public async Task Nothing_that_answers_is_an_exception_of_its_own()
    {
        _server.Dispose();

        var away = await Assert.ThrowsAsync<NoisyLabelsUnreachableException>(() => _server.Client.ListProjectsAsync(Token));

        Assert.Equal(_server.Address, away.Server);
        Assert.Null(away.Timeout);
    }

    [Fact]
    public async Task Who_cancels_a_call_gets_no_exception_about_the_server()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _server.Client.ListProjectsAsync(cancelled.Token));
    }

    private static string Corrections(string query) => $"GET /api/v1/projects/team/7.1/corrections?{query}";

    private static string Page(long[] tasks, string? next)
    {
        var items = tasks.Select(task =>
            $$"""{"label_studio_task_id":{{task}},"given_label":"cat","model_version":"noisylabels-v1"}""");
        return $$"""{"control":"label","items":[{{string.Join(',', items)}}]{{(next is null ? "" : $",\"next\":\"{next}\"")}}}""";
    }
}
