using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoisyLabels.EndToEnd.Tests.Team;

/// <summary>
/// The people of the tests: they use Label Studio by its REST API, in words of their own and not by the product's
/// client, so that a mistake of that client cannot hide itself.
/// </summary>
internal sealed class LabellingTeam : IDisposable
{
    private readonly HttpClient _http;

    public LabellingTeam(Uri labelStudio, string authorization)
    {
        _http = new HttpClient { BaseAddress = labelStudio, Timeout = TimeSpan.FromMinutes(5) };
        _http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(authorization);
    }

    public async Task<long> CreateProjectAsync(string title, params IReadOnlyList<string> classes)
    {
        var choices = string.Concat(classes.Select(name => $"<Choice value=\"{name}\"/>"));
        var config = $"""
            <View><Image name="image" value="$image"/>
            <Choices name="choice" toName="image" choice="single" showInline="true">{choices}</Choices></View>
            """;
        var project = await PostAsync("api/projects", new { title, label_config = config });
        return (long)project["id"]!;
    }

    /// <summary>Makes a task of every file below a folder that Label Studio serves.</summary>
    public async Task ImportFolderAsync(long project, string folder)
    {
        var storage = await PostAsync(
            "api/storages/localfiles",
            new { project, path = folder, use_blob_urls = true, regex_filter = ".*jpg", recursive_scan = true });
        await PostAsync($"api/storages/localfiles/{storage["id"]}/sync", new { });
    }

    /// <summary>Number of each task, by the path of its image below the served folder.</summary>
    public async Task<IReadOnlyDictionary<string, long>> TasksAsync(long project)
    {
        var tasks = new Dictionary<string, long>();
        for (var page = 1; ; page++)
        {
            var answer = await GetAsync($"api/tasks?project={project}&page={page}&page_size=500&resolve_uri=false");
            foreach (var task in answer["tasks"]!.AsArray())
            {
                var url = (string)task!["data"]!["image"]!;
                tasks.Add(Uri.UnescapeDataString(url.Split("?d=")[^1]), (long)task["id"]!);
            }

            if (tasks.Count >= (int)answer["total"]!)
            {
                return tasks;
            }
        }
    }

    public async Task<long> AnnotateAsync(long task, string label)
    {
        var region = new
        {
            id = $"r{task}",
            from_name = "choice",
            to_name = "image",
            type = "choices",
            origin = "manual",
            value = new { choices = new[] { label } },
        };
        var annotation = await PostAsync(
            $"api/tasks/{task}/annotations", new { result = new[] { region }, lead_time = 2.5 });
        return (long)annotation["id"]!;
    }

    public Task ChangeAsync(long annotation, string label) => SendAsync(
        HttpMethod.Patch,
        $"api/annotations/{annotation}",
        new
        {
            result = new[]
            {
                new
                {
                    id = $"c{annotation}",
                    from_name = "choice",
                    to_name = "image",
                    type = "choices",
                    value = new { choices = new[] { label } },
                },
            },
        });

    public Task DeleteAsync(long annotation) =>
        SendAsync(HttpMethod.Delete, $"api/annotations/{annotation}", null);

    public async Task<IReadOnlyList<TeamPrediction>> PredictionsAsync(long project) =>
    [
        .. (await GetAsync($"api/predictions?project={project}")).AsArray()
            .Select(prediction => new TeamPrediction(
                (long)prediction!["task"]!,
                (string?)prediction["model_version"] ?? "",
                (double?)prediction["score"],
                (double?)prediction["mislabeling"],
                (string?)prediction["result"]?.AsArray().FirstOrDefault()?["value"]?["choices"]?[0])),
    ];

    /// <summary>The button Retrieve Predictions of the Data Manager, all tasks.</summary>
    public Task RetrievePredictionsAsync(long project) => PostAsync(
        $"api/dm/actions?id=retrieve_tasks_predictions&project={project}",
        new { selectedItems = new { all = true, excluded = Array.Empty<long>() } });

    public Task DeletePredictionsAsync(long project) => PostAsync(
        $"api/dm/actions?id=delete_tasks_predictions&project={project}",
        new { selectedItems = new { all = true, excluded = Array.Empty<long>() } });

    /// <summary>The button Start Training of the Model page.</summary>
    public async Task StartTrainingAsync(long project)
    {
        var backends = await GetAsync($"api/ml?project={project}");
        await PostAsync($"api/ml/{backends[0]!["id"]}/train", new { });
    }

    public async Task<JsonArray> BackendsAsync(long project) =>
        (await GetAsync($"api/ml?project={project}")).AsArray();

    public async Task<JsonArray> ExportAsync(long project) =>
        (await GetAsync($"api/projects/{project}/export?exportType=JSON&download_all_tasks=true")).AsArray();

    public void Dispose() => _http.Dispose();

    public async Task<JsonNode> GetAsync(string path) => await SendAsync(HttpMethod.Get, path, null) ?? new JsonObject();

    public async Task<JsonNode> PostAsync(string path, object body) =>
        await SendAsync(HttpMethod.Post, path, body) ?? new JsonObject();

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            // Not JsonContent: it is sent in chunks, which Label Studio's own web server does not read.
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}
