using System.Net;
using System.Text;

namespace NoisyLabels.Learning.Backbones;

/// <summary>Fetches files over http(s), with a limit on size and on silence.</summary>
internal sealed class Download(TimeSpan silence, long maxBytes) : IDisposable
{
    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Without user name, password and query, which may be secrets.</summary>
    public static string WithoutSecrets(Uri uri) =>
        uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.SafeUnescaped);

    /// <summary>A small text; null where the server has none and that is allowed.</summary>
    /// <exception cref="UserErrorException">It could not be fetched.</exception>
    public string? Text(Uri uri, long limit, bool mayBeAbsent)
    {
        using var buffer = new MemoryStream();
        return Fetch(uri, buffer, limit, mayBeAbsent, null, CancellationToken.None)
            ? Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length)
            : null;
    }

    /// <exception cref="UserErrorException">It could not be fetched.</exception>
    public void ToFile(Uri uri, string path, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var file = File.Create(path);
        Fetch(uri, file, maxBytes, mayBeAbsent: false, progress, cancellation);
    }

    public void Dispose() => _client.Dispose();

    private bool Fetch(
        Uri uri,
        Stream target,
        long limit,
        bool mayBeAbsent,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(silence);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            using var response = _client.Send(request, HttpCompletionOption.ResponseHeadersRead, timer.Token);
            if (mayBeAbsent && IsAbsence(response.StatusCode))
            {
                return false;
            }

            if (!response.IsSuccessStatusCode)
            {
                throw Failure(uri, $"the server answers {(int)response.StatusCode} {response.ReasonPhrase}.");
            }

            var length = response.Content.Headers.ContentLength;
            ThrowIfOver(uri, length ?? 0, limit);
            Copy(uri, response, target, limit, done => progress?.Report(new("download", done, length, "bytes")), timer);
            return true;
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Failure(uri, $"the server was silent for {silence.TotalSeconds:0} seconds.", e);
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            throw Failure(uri, e.Message, e);
        }
    }

    private void Copy(
        Uri uri,
        HttpResponseMessage response,
        Stream target,
        long limit,
        Action<long> report,
        CancellationTokenSource timer)
    {
        using var body = response.Content.ReadAsStream(timer.Token);
        var buffer = new byte[1 << 16];
        for (var done = 0L; ;)
        {
            // The synchronous Read has no time limit; a server that hangs would hang the program.
            var count = body.ReadAsync(buffer, timer.Token).AsTask().GetAwaiter().GetResult();
            if (count == 0)
            {
                return;
            }

            done += count;
            ThrowIfOver(uri, done, limit);
            target.Write(buffer, 0, count);
            report(done);
            timer.CancelAfter(silence);
        }
    }

    /// <summary>Some stores answer 403 for what is not there, so as not to tell.</summary>
    private static bool IsAbsence(HttpStatusCode code) =>
        code is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Forbidden;

    private static UserErrorException Failure(Uri uri, string reason, Exception? inner = null)
    {
        var message = $"{WithoutSecrets(uri)} could not be fetched: {reason}";
        return inner is null ? new UserErrorException(message) : new UserErrorException(message, inner);
    }

    private static void ThrowIfOver(Uri uri, long bytes, long limit)
    {
        if (bytes > limit)
        {
            throw new UserErrorException($"{WithoutSecrets(uri)} has more than {limit} bytes, the most that is fetched.");
        }
    }
}
