using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace NoisyLabels.Benchmarks.RoundTrip;

/// <summary>
/// Label Studio's own part of an import: the same files and tasks, in the same batches, sent by nothing but an HTTP
/// client that has them in memory.
/// </summary>
internal sealed class BareImport : IDisposable
{
    /// <summary>The batches of the product's import.</summary>
    private const int UploadBatch = 50;
    private const int TaskBatch = 500;

    private readonly HttpClient _http;

    public BareImport(Uri address)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        _http.DefaultRequestHeaders.Add("Authorization", $"Token {LabelStudioProcess.Token}");
    }

    /// <param name="folder">Path of the dataset below what Label Studio serves; null uploads the images.</param>
    /// <returns>From the first upload to the last task, in a project that is there already.</returns>
    public async Task<TimeSpan> RunAsync(string title, IReadOnlyList<BareImage> images, string? folder)
    {
        var project = await CreateProjectAsync(title, images);
        var watch = Stopwatch.StartNew();
        foreach (var batch in images.Chunk(TaskBatch))
        {
            var addresses = folder is null
                ? await UploadAsync(project, batch)
                : batch.ToDictionary(image => image.UploadName, image => $"/data/local-files/?d={folder}/{image.FileName}");
            await PostAsync(
                $"api/projects/{project}/import", batch.Select(image => TaskOf(image, addresses[image.UploadName])));
        }

        return watch.Elapsed;
    }

    /// <exception cref="InvalidOperationException">There is none of that title.</exception>
    public async Task<(long Project, long Tasks, long Annotations)> FindAsync(string title)
    {
        var answer = await AskAsync(await _http.GetAsync("api/projects?page_size=100"));
        var project = answer.GetProperty("results").EnumerateArray()
            .FirstOrDefault(row => row.GetProperty("title").GetString() == title);
        if (project.ValueKind is JsonValueKind.Undefined)
        {
            throw new InvalidOperationException($"Label Studio has no project \"{title}\".");
        }

        return (
            project.GetProperty("id").GetInt64(),
            project.GetProperty("task_number").GetInt64(),
            project.GetProperty("total_annotations_number").GetInt64());
    }

    public void Dispose() => _http.Dispose();

    private async Task<long> CreateProjectAsync(string title, IReadOnlyList<BareImage> images)
    {
        var choices = images.Select(image => image.Label).Distinct().Select(label => $"""<Choice value="{label}"/>""");
        var config = $"""
            <View><Image name="image" value="$image"/><Choices name="label" toName="image" choice="single">
            {string.Concat(choices)}</Choices></View>
            """;
        var made = await PostAsync("api/projects", new { title, label_config = config });
        return made.GetProperty("id").GetInt64();
    }

    /// <returns>Name → what a task names to show it.</returns>
    private async Task<Dictionary<string, string>> UploadAsync(long project, IEnumerable<BareImage> images)
    {
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var batch in images.Chunk(UploadBatch))
        {
            using var form = new MultipartFormDataContent();
            foreach (var (index, image) in batch.Index())
            {
                form.Add(new ByteArrayContent(image.Content), $"f{index}", image.UploadName);
            }

            var sent = await AskAsync(await _http.PostAsync($"api/projects/{project}/import?commit_to_project=false", form));
            var ids = string.Join(',', sent.GetProperty("file_upload_ids").EnumerateArray());
            var stored = await AskAsync(await _http.GetAsync($"api/projects/{project}/file-uploads?ids=[{ids}]"));
            foreach (var path in stored.EnumerateArray().Select(file => file.GetProperty("file").GetString()!))
            {
                addresses[path[(path.LastIndexOf('-') + 1)..]] = $"/data/{path}";
            }
        }

        return addresses;
    }

    /// <summary>In one piece: Label Studio's own server takes a body without a length for an empty one.</summary>
    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await AskAsync(await _http.PostAsync(path, content));
    }

    private static object TaskOf(BareImage image, string address) => new
    {
        data = new { image = address, file_name = image.FileName, sha256 = image.Sha256, given_label = image.Label },
        annotations = new[]
        {
            new
            {
                ground_truth = false,
                result = new[]
                {
                    new
                    {
                        id = "given",
                        from_name = "label",
                        to_name = "image",
                        type = "choices",
                        value = new { choices = new[] { image.Label } },
                    },
                },
            },
        },
    };

    private static async Task<JsonElement> AskAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode
                ? JsonSerializer.Deserialize<JsonElement>(text)
                : throw new InvalidOperationException(
                    $"{response.RequestMessage!.RequestUri}: {(int)response.StatusCode} {text}");
        }
    }
}
