using System.Text.Json;
using NoisyLabels.LabelStudio.Backend;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Tests.Backend;

public sealed class RequestTests
{
    public static TheoryData<string, string> Requests
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (path, body) in Samples.Requests)
            {
                data.Add(path, body);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_form_is_read_as_a_message(string path, string body)
    {
        var (message, problem) = AnyRequest.Read(path, Samples.Utf8(body), "python-requests/2.34.2");
        Assert.Null(problem);
        Assert.NotNull(message);
    }

    [Theory]
    [InlineData("", "The body is empty")]
    [InlineData("[]", "The body is a JSON list")]
    [InlineData("\"x\"", "The body is a JSON string")]
    [InlineData("null", "The body is no JSON object")]
    [InlineData("<html>", "The body is no JSON that can be read")]
    [InlineData("{\"tasks\": [", "The body is no JSON that can be read")]
    [InlineData("{}", "The body of /predict has no list \"tasks\".")]
    [InlineData("{\"tasks\": null}", "The body of /predict has no list \"tasks\".")]
    [InlineData("{\"tasks\": 5}", "The body of /predict has no list \"tasks\".")]
    public void A_body_that_is_no_message_is_refused_with_a_sentence(string body, string expected)
    {
        var reading = PredictRequest.Read(Samples.Utf8(body));
        Assert.False(reading.IsMessage);
        Assert.StartsWith(expected, reading.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Assert.StartsWith(
            "The body is no JSON that can be read",
            SetupRequest.Read(Samples.Utf8(new string('[', 100_000))).Problem,
            StringComparison.Ordinal);

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        var text = $$"""{"annotations": [], "project": "{{new string('1', 2000)}}"}""";
        using var body = new MemoryStream(Samples.Utf8(text));
        var reading = await TrainRequest.ReadAsync(body, maxBytes: 1000, TestContext.Current.CancellationToken);
        Assert.Equal("The body has more than 1000 bytes, the most that is read.", reading.Problem);
    }

    [Fact]
    public async Task A_body_within_the_limit_is_read_from_its_stream()
    {
        using var body = new MemoryStream(Samples.Utf8("""{"annotations": [{"id": 3}], "project": "7.1"}"""));
        var reading = await TrainRequest.ReadAsync(body, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(3, reading.Message!.Tasks.Single().Id);
    }

    [Fact]
    public void An_empty_setup_is_a_probe_and_no_mistake()
    {
        var setup = SetupRequest.Read(Samples.Utf8("{}")).Message!;
        Assert.Null(setup.Project);
        Assert.Equal("", setup.LabelConfig);
    }

    [Fact]
    public void What_is_no_task_keeps_its_place()
    {
        var request = PredictRequest.Read(Samples.Utf8("""{"tasks": [{"id": 1}, null, 7, "x", [], {"id": "4"}]}"""));
        Assert.Equal([1, null, null, null, null, 4], request.Message!.Tasks.Select(task => task.Id));
    }

    [Fact]
    public void Half_a_surrogate_pair_does_not_cost_the_other_tasks()
    {
        var body = """{"tasks": [{"id": 1, "data": {"a\ud800": "\udc00 \\ud800 \ud83d\ude00"}}, {"id": 2}]}""";
        var tasks = PredictRequest.Read(Samples.Utf8(body)).Message!.Tasks;
        Assert.Equal(2, tasks[1].Id);
        Assert.Equal("\ufffd \\ud800 \ud83d\ude00", tasks[0].Data.Find("a\ufffd")?.GetString());
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_do_not_cost_the_message()
    {
        byte[] body = [.. Samples.Utf8("""{"project": "7.1", "hostname": """), (byte)'"', 0xFF, (byte)'"', (byte)'}'];
        Assert.Equal("\ufffd", SetupRequest.Read(body).Message!.Hostname);
    }

    [Fact]
    public void A_token_is_not_shown_by_printing_the_request()
    {
        var setup = SetupRequest.Read(Samples.Utf8("""{"access_token": "hush"}""")).Message!;
        Assert.Equal("hush", setup.AccessToken!.Reveal());
        Assert.DoesNotContain("hush", setup.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"action\": 5e400}")]
    [InlineData("{\"action\": {}}")]
    [InlineData("{\"action\": \"\"}")]
    public void An_event_without_action_is_refused_or_unknown(string body)
    {
        var reading = WebhookEvent.Read(Samples.Utf8(body), null);
        Assert.True(reading.Problem == "The body of /webhook has no \"action\"." || reading.Message is UnknownEvent);
    }

    [Fact]
    public void Scores_and_versions_of_a_result_are_always_such_as_Label_Studio_takes()
    {
        Assert.Equal(0, new PredictResult([], double.NaN, "v").Score);
        Assert.Equal(1, new PredictResult([], double.PositiveInfinity, "v").Score);
        Assert.Throws<ArgumentException>(() => new PredictResult([], 0.5, " "));
    }

    [Fact]
    public void Answers_are_written_with_the_names_of_the_protocol()
    {
        Assert.Equal(
            """{"results":[{"result":[],"score":0,"model_version":"v1"}]}""",
            Written(new PredictResponse([PredictResult.Nothing("v1")])));
        Assert.Equal("""{"model_version":"v1"}""", Written(new SetupResponse("v1")));
        Assert.Equal("""{"status":"UP","model_class":"NoisyLabels"}""", Written(new HealthResponse()));
        Assert.Equal("""{"versions":["v2","v1"]}""", Written(new VersionsResponse(["v2", "v1"])));
        Assert.Equal("{}", Written(new TrainResponse(null)));
    }

    [Theory]
    [InlineData("“A” – b\r\nSet-Cookie: c", "\"A\" - b  Set-Cookie: c")]
    [InlineData("Größe", "Gr??e")]
    public void A_reason_phrase_is_one_line_of_ASCII(string sentence, string expected) =>
        Assert.Equal(expected, ReasonPhrase.Of(sentence));

    [Fact]
    public void A_reason_phrase_is_not_endless() =>
        Assert.Equal(300, ReasonPhrase.Of(new string('x', 1000)).Length);

    private static string Written<T>(T answer) => JsonSerializer.Serialize(answer, LabelStudioJson.Options);
}
