using NoisyLabels.Contracts.Grains;
using NoisyLabels.Server.Tests.Doubles;

namespace NoisyLabels.Server.Tests.Backend;

public sealed class PredictTests
{
    private const string Config =
        "<View><Image name='image' value='$image'/>"
        + "<Choices name='label' toName='image'><Choice value='dog'/></Choices></View>";

    [Fact]
    public async Task Many_tasks_are_asked_for_in_lists_and_answered_in_order()
    {
        await using var server = await RunningServer.StartAsync();
        var tasks = string.Join(',', Enumerable.Range(0, 700).Select(i => $$"""{"id":{{i}},"data":{} }"""));
        var answer = await (await server.PostAsync("/predict", Body($"[{tasks}]"))).ObjectAsync();
        Assert.Equal(700, answer.GetProperty("results").GetArrayLength());
        Assert.Equal(3, server.Script.Predictions.Count);
        Assert.All(server.Script.Predictions, asked => Assert.Equal("default/7.1795570229", asked.Key));
    }

    [Fact]
    public async Task A_class_that_is_offered_no_more_gives_way_to_the_likeliest_that_is()
    {
        await using var server = await RunningServer.StartAsync();
        var answer = await (await server.PostAsync("/predict", Body("""[{"id":1,"data":{}}]"""))).ObjectAsync();
        var region = answer.GetProperty("results")[0].GetProperty("result")[0];
        Assert.Equal("dog", region.GetProperty("value").GetProperty("choices")[0].GetString());
        Assert.Equal(0.1, region.GetProperty("score").GetDouble(), 6);
    }

    [Theory]
    [InlineData("""{"tasks":[{"data":{"image":"a"}}],"label_config":"<View/>"}""", 1)]
    [InlineData("""{"tasks":{"id":1},"project":"7.1"}""", 1)]
    [InlineData("""{"tasks":[null,5,"x",{}],"project":"7.1"}""", 4)]
    [InlineData("""{"tasks":[{"id":1}],"project":"None"}""", 1)]
    [InlineData("""{"tasks":[],"project":"7.1"}""", 0)]
    public async Task Odd_requests_get_as_many_entries_as_they_have_tasks(string body, int count)
    {
        await using var server = await RunningServer.StartAsync();
        var answer = await (await server.PostAsync("/predict", body)).ObjectAsync();
        Assert.Equal(count, answer.GetProperty("results").GetArrayLength());
        Assert.All(
            answer.GetProperty("results").EnumerateArray(),
            entry => Assert.StartsWith(
                "noisylabels-v", entry.GetProperty("model_version").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_task_about_which_nothing_can_be_said_still_has_its_entry()
    {
        await using var server = await RunningServer.StartAsync();
        server.Script.Predict = _ => new TaskPrediction(1, [], null, "Its image cannot be read.");
        var answer = await (await server.PostAsync("/predict", Body("""[{"id":1}]"""))).ObjectAsync();
        var entry = answer.GetProperty("results")[0];
        Assert.Equal(0, entry.GetProperty("result").GetArrayLength());
        Assert.Equal(ScriptedProjects.ModelVersion, entry.GetProperty("model_version").GetString());
    }

    [Fact]
    public async Task A_project_that_fails_is_503_with_words_and_its_secrets_stay_inside()
    {
        await using var server = await RunningServer.StartAsync();
        server.Script.Failure = new InvalidOperationException("connection string password=hunter2");
        foreach (var (path, body) in new[]
        {
            ("/predict", Body("""[{"id":1}]""")),
            ("/setup", """{"project":"7.1","schema":"<View/>"}"""),
            ("/webhook", """{"action":"START_TRAINING","project":{"id":7}}"""),
            ("/train", """{"annotations":[{"id":1}],"project":"7.1"}"""),
        })
        {
            var sentence = await (await server.PostAsync(path, body)).SentenceAsync(503);
            Assert.DoesNotContain("hunter2", sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Tasks_that_were_asked_for_are_handed_to_their_project_once()
    {
        await using var server = await RunningServer.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            await (await server.PostAsync("/predict", Body("""[{"id":1}]"""))).ObjectAsync();
        }

        await (await server.PostAsync("/predict", Body("""[{"id":2}]"""))).ObjectAsync();
        await Until.Async(() => server.Script.Tasks.Count >= 2);
        Assert.Equal(
            [1, 2],
            server.Script.Tasks.Select(task => Assert.Single(task.Delivery.Tasks).Id!.Value));
    }

    private static string Body(string tasks) =>
        $$"""{"tasks":{{tasks}},"project":"7.1795570229","label_config":"{{Config}}","params":{"context":null} }""";
}
