using System.Text.Json;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.Server.Tests.Doubles;

namespace NoisyLabels.Server.Tests.Backend;

/// <summary>Everything that two versions of Label Studio were recorded to send gets an answer that they take.</summary>
public sealed class CaptureReplayTests
{
    [Fact]
    public async Task Every_recorded_request_gets_an_object_that_Label_Studio_takes()
    {
        var captures = Capture.All();
        await using var server = await RunningServer.StartAsync();
        foreach (var capture in captures)
        {
            server.Script.Predict = place => Prediction(capture, place);
            var answer = capture.Body is null
                ? await server.Client.GetAsync(capture.Path, TestContext.Current.CancellationToken)
                : await server.PostAsync(capture.Path, capture.Body, capture.UserAgent);
            Check(capture, await answer.ObjectAsync());
        }

        Assert.True(captures.Count > 60, "The recordings are not all there.");
        Assert.NotEmpty(server.Script.Events);
        Assert.DoesNotContain(server.Script.Events, one => one.Delivery.Event is UnknownEvent);
    }

    private static void Check(Capture capture, JsonElement answer)
    {
        switch (capture.Path[(capture.Path.LastIndexOf('/') + 1)..])
        {
            case "setup":
                Assert.Equal(ScriptedProjects.ModelVersion, answer.GetProperty("model_version").GetString());
                break;
            case "predict":
                CheckPredictions(capture, answer.GetProperty("results"));
                break;
            case "versions":
                Assert.NotEmpty(answer.GetProperty("versions").EnumerateArray());
                break;
            case "webhook":
                Assert.Equal("ok", answer.GetProperty("status").GetString());
                break;
            case "train":
                Assert.False(string.IsNullOrEmpty(answer.GetProperty("job").GetString()), capture.Name);
                break;
            default:
                Assert.Equal("UP", answer.GetProperty("status").GetString());
                break;
        }
    }

    private static void CheckPredictions(Capture capture, JsonElement results)
    {
        using var request = JsonDocument.Parse(capture.Body!);
        var config = LabelConfig.Parse(request.RootElement.GetProperty("label_config").GetString());
        Assert.Equal(request.RootElement.GetProperty("tasks").GetArrayLength(), results.GetArrayLength());
        foreach (var result in results.EnumerateArray())
        {
            Assert.Equal(ScriptedProjects.ModelVersion, result.GetProperty("model_version").GetString());
            Assert.InRange(result.GetProperty("score").GetDouble(), 0, 1);
            var regions = result.GetProperty("result");
            Assert.Equal(config.Controls.Count, regions.GetArrayLength());
            foreach (var region in regions.EnumerateArray())
            {
                var control = config.Control(region.GetProperty("from_name").GetString()!)!;
                Assert.Equal(control.Image.Name, region.GetProperty("to_name").GetString());
                Assert.Equal("choices", region.GetProperty("type").GetString());
                Assert.Equal(1, region.GetProperty("value").GetProperty("choices").GetArrayLength());
            }
        }
    }

    /// <summary>The first class of each control of the request; an out-of-range score, to see it clamped.</summary>
    private static TaskPrediction Prediction(Capture capture, int place)
    {
        using var request = JsonDocument.Parse(capture.Body!);
        var config = LabelConfig.Parse(request.RootElement.GetProperty("label_config").GetString());
        var task = request.RootElement.GetProperty("tasks")[place];
        var data = NoisyLabels.LabelStudio.Records.TaskData.Parse(task.GetProperty("data").GetRawText());
        return new TaskPrediction(
            null,
            [
                .. config.Controls.Select(control => new ControlPrediction(
                    control.Name,
                    [control.ReadLabels(data)[0].Name],
                    1.5,
                    new Dictionary<string, double> { [control.ReadLabels(data)[0].Name] = 1.5 })),
            ],
            1.5);
    }
}
