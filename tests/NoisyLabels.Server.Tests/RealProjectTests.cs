using System.Text.Json;

namespace NoisyLabels.Server.Tests;

/// <summary>The server over the real grains and tables, as it is shipped.</summary>
public sealed class RealProjectTests
{
    [Fact]
    public async Task A_project_that_was_set_up_and_labelled_counts_its_labels_and_predicts_nothing_yet()
    {
        await using var server = await RunningServer.StartAsync(isScripted: false);
        var setup = JsonSerializer.Serialize(new
        {
            project = "7.1795570229",
            schema = Doubles.ScriptedProjects.LabelConfig,
        });
        var answer = await (await server.PostAsync("/setup", setup)).ObjectAsync();
        Assert.Equal("noisylabels-v0", answer.GetProperty("model_version").GetString());
        const string Event = """
            {"action":"ANNOTATION_CREATED",
             "annotation":{"id":9,"task":5,"completed_by":1,"was_cancelled":false,
               "created_at":"2026-11-25T01:00:00Z","updated_at":"2026-11-25T02:00:00Z",
               "result":[{"id":"r","from_name":"label","to_name":"image","type":"choices",
                          "value":{"choices":["cat"]}}]},
             "task":{"id":5,"data":{"image":"/data/upload/7/a.jpg"}},
             "project":{"id":7,"title":"pets","created_at":"2026-11-25T01:30:29.770324Z"}}
            """;
        await (await server.PostAsync("/webhook", Event, "python-requests/2.32")).ObjectAsync();
        var status = await (await server.Client.GetAsync(
            "/api/v1/projects/default/7", TestContext.Current.CancellationToken)).ObjectAsync();
        Assert.Equal(1, status.GetProperty("annotations").GetInt64());
        Assert.Equal("pets", status.GetProperty("title").GetString());
        var predict = """{"tasks":[{"id":5,"data":{"image":"a"}}],"project":"7.1795570229"}""";
        var results = (await (await server.PostAsync("/predict", predict)).ObjectAsync()).GetProperty("results");
        Assert.Equal("noisylabels-v0", results[0].GetProperty("model_version").GetString());
    }
}
