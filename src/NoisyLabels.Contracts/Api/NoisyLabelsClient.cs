using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace NoisyLabels.Contracts.Api;

/// <summary>
/// The API of a NoisyLabels server, <c>/api/v1</c>. Each call throws <see cref="NoisyLabelsApiException"/> when the
/// server refuses it, <see cref="NoisyLabelsUnreachableException"/> when nothing answers, and
/// <see cref="NoisyLabelsFormatException"/> when something else answers.
/// </summary>
/// <param name="http">
/// Its base address is that of the server and ends with a slash; a password goes into its default headers
/// (<see cref="BasicHeader"/>). The caller disposes it.
/// </param>
public sealed class NoisyLabelsClient(HttpClient http)
{
    public Task<ProjectList> ListProjectsAsync(CancellationToken cancellation = default) =>
        ReadAsync<ProjectList>(HttpMethod.Get, "api/v1/projects", null, cancellation);

    public Task<ProjectStatus> GetStatusAsync(ProjectName project, CancellationToken cancellation = default) =>
        ReadAsync<ProjectStatus>(HttpMethod.Get, project.Path, null, cancellation);

    public Task<ProjectSettings> GetSettingsAsync(ProjectName project, CancellationToken cancellation = default) =>
        ReadAsync<ProjectSettings>(HttpMethod.Get, $"{project.Path}/settings", null, cancellation);

    /// <returns>The settings as the server took them.</returns>
    public Task<ProjectSettings> ChangeSettingsAsync(
        ProjectName project, ProjectSettings settings, CancellationToken cancellation = default) =>
        ReadAsync<ProjectSettings>(HttpMethod.Put, $"{project.Path}/settings", settings, cancellation);

    /// <summary>Asks for a training now, and does not wait for it; <see cref="GetStatusAsync"/> follows it.</summary>
    public Task<TrainingReply> TrainAsync(ProjectName project, CancellationToken cancellation = default) =>
        ReadAsync<TrainingReply>(HttpMethod.Post, $"{project.Path}/training", new { }, cancellation);

    /// <summary>Cancels the training that waits or runs; without one the server refuses with 409.</summary>
    public Task CancelAsync(ProjectName project, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Delete, $"{project.Path}/training", null, Ignore, cancellation);

    public Task<RunList> ListRunsAsync(ProjectName project, CancellationToken cancellation = default) =>
        ReadAsync<RunList>(HttpMethod.Get, $"{project.Path}/runs", null, cancellation);

    public Task<VersionList> ListVersionsAsync(ProjectName project, CancellationToken cancellation = default) =>
        ReadAsync<VersionList>(HttpMethod.Get, $"{project.Path}/versions", null, cancellation);

    /// <summary>Makes a version the one that predicts and judges.</summary>
    public Task ActivateAsync(ProjectName project, string modelVersion, CancellationToken cancellation = default) =>
        SendAsync(
            HttpMethod.Post,
            $"{project.Path}/versions/{Uri.EscapeDataString(modelVersion)}/activate",
            new { },
            Ignore,
            cancellation);

    /// <summary>One page of corrections, worst label first.</summary>
    /// <param name="after"><see cref="CorrectionPage.Next"/> of the page before; null for the first page.</param>
    public Task<CorrectionPage> GetCorrectionsAsync(
        ProjectName project, CorrectionQuery query, string? after = null, CancellationToken cancellation = default)
    {
        var limit = Math.Min(query.Limit ?? CorrectionQuery.MaxPageRows, CorrectionQuery.MaxPageRows);
        return ReadAsync<CorrectionPage>(
            HttpMethod.Get, $"{project.Path}/corrections{query.ToQueryString(limit, after)}", null, cancellation);
    }

    /// <summary>All corrections that the query asks for, worst label first; fetches a page at a time.</summary>
    public async IAsyncEnumerable<CorrectionItem> ListCorrectionsAsync(
        ProjectName project,
        CorrectionQuery query,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var left = query.Limit ?? int.MaxValue;
        string? after = null;
        do
        {
            var page = await GetCorrectionsAsync(project, query, after, cancellation).ConfigureAwait(false);
            foreach (var item in page.Items.Take(left))
            {
                yield return item;
            }

            left -= page.Items.Count;
            after = page.Next;
        }
        while (after is not null && left > 0);
    }

    /// <summary>Copies all corrections that the query asks for to a stream, as a file of this format.</summary>
    public Task DownloadCorrectionsAsync(
        ProjectName project,
        CorrectionFormat format,
        CorrectionQuery query,
        Stream target,
        CancellationToken cancellation = default)
    {
        var path = format switch
        {
            CorrectionFormat.Csv => $"{project.Path}/corrections.csv{query.ToQueryString(query.Limit)}",
            CorrectionFormat.Parquet => $"{project.Path}/corrections.parquet{query.ToQueryString(query.Limit)}",
            _ => $"corrections.json?project={project.Instance}/{project.Number}",
        };
        return CopyAsync(path, target, cancellation);
    }

    /// <summary>Copies the image of a task to a stream.</summary>
    public Task DownloadImageAsync(
        ProjectName project, long task, Stream target, CancellationToken cancellation = default) =>
        CopyAsync($"{project.Path}/tasks/{task}/image", target, cancellation);

    /// <param name="limit">At most so many decisions, 1 to 1000.</param>
    public Task<DecisionList> ListDecisionsAsync(
        ProjectName project, int limit = 100, CancellationToken cancellation = default) =>
        ReadAsync<DecisionList>(HttpMethod.Get, $"{project.Path}/decisions?limit={limit}", null, cancellation);

    /// <summary>Decides on corrections; the server takes all decisions of the batch, or refuses all with 422.</summary>
    public Task<DecisionReply> DecideAsync(
        ProjectName project, DecisionBatch batch, CancellationToken cancellation = default) =>
        ReadAsync<DecisionReply>(HttpMethod.Post, $"{project.Path}/decisions", batch, cancellation);

    private Task<T> ReadAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation) =>
        SendAsync(
            method,
            path,
            body,
            async content => await content.ReadFromJsonAsync<T>(ApiJson.Options, cancellation).ConfigureAwait(false)
                ?? throw new JsonException("The answer is null."),
            cancellation);

    private Task<bool> CopyAsync(string path, Stream target, CancellationToken cancellation) =>
        SendAsync(
            HttpMethod.Get,
            path,
            null,
            async content =>
            {
                await content.CopyToAsync(target, cancellation).ConfigureAwait(false);
                return true;
            },
            cancellation);

    private static Task<bool> Ignore(HttpContent content) => Task.FromResult(true);

    private async Task<T> SendAsync<T>(
        HttpMethod method,
        string path,
        object? body,
        Func<HttpContent, Task<T>> read,
        CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ApiJson.Options),
        };
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)
                .ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? await read(response.Content).ConfigureAwait(false)
                : throw new NoisyLabelsApiException(
                    response.StatusCode, await ReadProblemAsync(response.Content, cancellation).ConfigureAwait(false));
        }
        catch (JsonException e)
        {
            throw new NoisyLabelsFormatException(http.BaseAddress, e);
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            throw new NoisyLabelsUnreachableException(http.BaseAddress, timeout: null, e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new NoisyLabelsUnreachableException(http.BaseAddress, http.Timeout, e);
        }
    }

    private static async Task<ProblemDetails?> ReadProblemAsync(HttpContent content, CancellationToken cancellation)
    {
        try
        {
            return await content.ReadFromJsonAsync<ProblemDetails>(ApiJson.Options, cancellation).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
