using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.Server.Tests.Doubles;

namespace NoisyLabels.Server.Tests.Backend;

public sealed class WebhookTests
{
    [Fact]
    public async Task An_event_reaches_the_project_of_its_instance_as_its_user_agent_means_it()
    {
        await using var server = await RunningServer.StartAsync();
        const string Body = """
            {"action":"PROJECT_UPDATED","project":{"id":7,"created_at":"2026-11-25T01:30:29.770324Z"}}
            """;
        var answer = await (await server.PostAsync("/Team-A/webhook", Body, "heartex/1.8.2")).ObjectAsync();
        var (key, delivery) = Assert.Single(server.Script.Events);
        Assert.Equal("team-a/7.1795570229", key);
        Assert.IsType<StartTraining>(delivery.Event);
        Assert.Equal($"7.1795570229.{ScriptedProjectGrain.Run:N}", answer.GetProperty("job").GetString());
    }

    [Fact]
    public async Task A_job_that_was_named_can_be_asked_for()
    {
        await using var server = await RunningServer.StartAsync();
        var train = await (await server.PostAsync("/train", """{"annotations":[],"project":"7.1"}""")).ObjectAsync();
        var job = train.GetProperty("job").GetString();
        var status = await (await server.PostAsync("/job_status", $$"""{"job":"{{job}}"}""")).ObjectAsync();
        Assert.Equal("started", status.GetProperty("job_status").GetString());
        await (await server.PostAsync("/job_status", """{"job":"run-1"}""")).SentenceAsync(404);
    }

    [Fact]
    public async Task An_event_without_payload_wakes_the_known_projects_of_its_instance()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostAsync("/setup", """{"project":"7.1","schema":""}""");
        await server.PostAsync("/a/setup", """{"project":"8.1","schema":""}""");
        await (await server.PostAsync("/webhook", """{"action":"ANNOTATION_CREATED"}""")).ObjectAsync();
        Assert.Equal("default/7.1", Assert.Single(server.Script.Events).Key);
    }

    [Fact]
    public async Task Tasks_of_train_arrive_in_order_in_lists_of_bearable_length()
    {
        await using var server = await RunningServer.StartAsync();
        var tasks = string.Join(
            ',', Enumerable.Range(0, 2500).Select(i => $$"""{"id":{{i}},"annotations":[{"id":1}]}"""));
        var body = $$"""{"annotations":[{{tasks}}],"project":"7.1","label_config":"<View/>"}""";
        await (await server.PostAsync("/train", body)).ObjectAsync();
        Assert.Equal(3, server.Script.Tasks.Count);
        Assert.Equal(
            Enumerable.Range(0, 2500),
            server.Script.Tasks.SelectMany(task => task.Delivery.Tasks).Select(task => (int)task.Id!));
        Assert.Equal(("default/7.1", "train: Start Training"), Assert.Single(server.Script.Calls));
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("[]", 400)]
    [InlineData("[1,2]", 400)]
    [InlineData("no JSON at all", 400)]
    [InlineData("{", 400)]
    [InlineData("""{"no":"action"}""", 400)]
    [InlineData("""{"action":"REVIEW_CREATED"}""", 200)]
    public async Task What_is_no_event_is_refused_in_words(string body, int status)
    {
        await using var server = await RunningServer.StartAsync();
        var answer = await server.PostAsync("/webhook", body);
        if (status == 200)
        {
            await answer.ObjectAsync();
        }
        else
        {
            await answer.SentenceAsync(status);
        }

        Assert.Empty(server.Script.Events);
    }
}
