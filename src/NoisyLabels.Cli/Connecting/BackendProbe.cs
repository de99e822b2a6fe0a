using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NoisyLabels.Contracts.Api;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Cli.Connecting;

/// <summary>Asks our server from here what Label Studio will ask it from there.</summary>
internal static class BackendProbe
{
    private const string Subject = "backend";

    /// <summary>Label Studio itself waits one second for /health and three for /setup.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>Whether it is well, or only Label Studio can tell because its name is not known here.</returns>
    public static async Task<bool> RunAsync(
        ConnectOptions options,
        ProjectRecord? project,
        string labelStudio,
        ConnectReport report,
        CancellationToken token)
    {
        var url = BackendAddress.Written(options.Backend);
        using var http = Client(options);
        var health = await AskAsync(() => http.GetAsync($"{url}/health", token), token);
        if (health.IsUnknownHost)
        {
            report.Warn(
                Subject,
                $"{url}: {health.Problem}",
                "That is as it should be where only Label Studio knows the name, as in Docker compose.");
            return true;
        }

        if (health.Problem is { } problem)
        {
            report.Fail(
                Subject,
                $"{url}/health: {problem}",
                health.Status is HttpStatusCode.Unauthorized
                    ? "Give the server's user and password with --user and --password."
                    : "Start it with 'noisylabels serve', or give its address with --backend URL.");
            return false;
        }

        if (project is null)
        {
            report.Ok(Subject, $"{url} is up");
            return true;
        }

        var body = new { project = project.Uid.ToString(), schema = project.LabelConfig ?? "", hostname = labelStudio };
        var setup = await AskAsync(() => http.PostAsJsonAsync($"{url}/setup", body, token), token);
        if (setup.Problem is not null || setup.Version is null)
        {
            report.Fail(
                Subject,
                $"{url}/setup: {setup.Problem ?? "the answer names no model_version"}",
                "Is it NoisyLabels that listens there? See its log.");
            return false;
        }

        report.Ok(Subject, $"{url} is up and offers {setup.Version}");
        return true;
    }

    /// <summary>For Basic auth, as it goes into a header.</summary>
    public static AuthenticationHeaderValue? Authorization(ConnectOptions options) =>
        options.User is null
            ? null
            : BasicHeader.Write(options.User, options.Password?.Reveal());

    private static HttpClient Client(ConnectOptions options)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
        http.DefaultRequestHeaders.Authorization = Authorization(options);
        return http;
    }

    private static async Task<ProbeAnswer> AskAsync(Func<Task<HttpResponseMessage>> ask, CancellationToken token)
    {
        try
        {
            using var response = await ask();
            if (!response.IsSuccessStatusCode)
            {
                var problem = $"{(int)response.StatusCode} {response.ReasonPhrase}";
                return new ProbeAnswer(response.StatusCode, problem, null);
            }

            using var json = await JsonDocument.ParseAsync(
                await response.Content.ReadAsStreamAsync(token), cancellationToken: token);
            var version = json.RootElement is { ValueKind: JsonValueKind.Object } answer
                && answer.TryGetProperty("model_version", out var found)
                && found.ValueKind is JsonValueKind.String
                    ? found.GetString()
                    : null;
            return new ProbeAnswer(response.StatusCode, null, version);
        }
        catch (JsonException)
        {
            return new ProbeAnswer(null, "what answers there speaks no JSON", null);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return new ProbeAnswer(null, $"no answer within {Patience.TotalSeconds:0} s", null);
        }
        catch (HttpRequestException e)
        {
            return e.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError =>
                    new ProbeAnswer(null, "the host cannot be found from here", null) { IsUnknownHost = true },
                HttpRequestError.ConnectionError => new ProbeAnswer(null, "nothing answers there", null),
                _ => new ProbeAnswer(null, "the connection broke off", null),
            };
        }
    }

    private sealed record ProbeAnswer(HttpStatusCode? Status, string? Problem, string? Version)
    {
        public bool IsUnknownHost { get; init; }
    }
}
