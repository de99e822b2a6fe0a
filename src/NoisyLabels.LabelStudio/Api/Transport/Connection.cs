using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using NoisyLabels.LabelStudio.Api.Access;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Transport;

/// <summary>Asks one Label Studio with its key. Requests go below the configured address and nowhere else.</summary>
internal sealed class Connection(
    HttpClient http, LabelStudioOptions options, AccessTokens tokens, TimeProvider clock)
{
    public LabelStudioOptions Options => options;

    public TimeProvider Clock => clock;

    /// <summary>Asks for one message.</summary>
    /// <param name="call">The question.</param>
    /// <param name="read">Takes a message out of the answer; null when it holds none.</param>
    /// <param name="cancellation">Stops asking.</param>
    public async Task<ApiResult<T>> AskAsync<T>(Call call, Func<JsonElement, T?> read, CancellationToken cancellation)
        where T : class
    {
        var answer = await SendAsync(call, cancellation).ConfigureAwait(false);
        return answer.IsSuccess ? Read(answer.Value.Body, read) : ApiResults.Fail<T>(answer.Problem);
    }

    /// <summary>Asks, and gives the whole answer; a key that is refused is renewed once.</summary>
    public async Task<ApiResult<Answer>> SendAsync(Call call, CancellationToken cancellation)
    {
        AuthenticationHeaderValue? refused = null;
        while (true)
        {
            AuthenticationHeaderValue? header = null;
            if (!call.IsOpen)
            {
                var given = await tokens.GetHeaderAsync(refused, cancellation).ConfigureAwait(false);
                if (!given.IsSuccess)
                {
                    return ApiResults.Fail<Answer>(given.Problem);
                }

                header = given.Value;
            }

            using var request = Request(call, header);
            var answer = await Exchange
                .SendAsync(http, request, options, clock, PolicyOf(call), cancellation)
                .ConfigureAwait(false);
            if (!answer.IsSuccess || answer.Value.IsSuccess)
            {
                return answer;
            }

            if (answer.Value.Status is not HttpStatusCode.Unauthorized || header is null || !tokens.MayRenew(refused))
            {
                return ApiResults.Fail<Answer>(ProblemReader.Explain(
                    answer.Value.Status, answer.Value.Body, header is null ? null : options.Key, tokens.Redact));
            }

            refused = header;
        }
    }

    /// <summary>Asks for a list, or for a page of one.</summary>
    /// <param name="call">The question.</param>
    /// <param name="read">Takes an item out of a row; rows that are none are left out.</param>
    /// <param name="cancellation">Stops asking.</param>
    public Task<ApiResult<IReadOnlyList<T>>> ListAsync<T>(
        Call call, Func<JsonElement, T?> read, CancellationToken cancellation)
        where T : class => AskAsync(call, answer => ReadRows(answer, read), cancellation);

    /// <summary>The rows of a plain list, or of a page with <c>results</c>; null when the answer is neither.</summary>
    public static IReadOnlyList<T>? ReadRows<T>(JsonElement answer, Func<JsonElement, T?> read)
        where T : class
    {
        var list = answer.ValueKind is JsonValueKind.Array ? answer : answer.Property("results") ?? default;
        return list.ValueKind is JsonValueKind.Array ? [.. list.EnumerateArray().Select(read).OfType<T>()] : null;
    }

    /// <summary>
    /// Reads an answer that is a long list, one item after the other, without holding all of it.
    /// </summary>
    /// <param name="call">The question.</param>
    /// <param name="take">Called with each item.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>How many items there were.</returns>
    public async Task<ApiResult<StreamedItems>> StreamAsync(
        Call call, Func<JsonElement, ValueTask> take, CancellationToken cancellation)
    {
        AuthenticationHeaderValue? refused = null;
        while (true)
        {
            var header = await tokens.GetHeaderAsync(refused, cancellation).ConfigureAwait(false);
            if (!header.IsSuccess)
            {
                return ApiResults.Fail<StreamedItems>(header.Problem);
            }

            try
            {
                using var request = Request(call, header.Value);
                request.Options.Set(CallPolicy.Key, PolicyOf(call));
                using var response = await http
                    .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)
                    .ConfigureAwait(false);
                if (response.IsSuccessStatusCode)
                {
                    return ApiResults.Of(await ItemsAsync(response, take, cancellation).ConfigureAwait(false));
                }

                if (response.StatusCode is not HttpStatusCode.Unauthorized || !tokens.MayRenew(refused))
                {
                    var body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
                    return ApiResults.Fail<StreamedItems>(
                        ProblemReader.Explain(response.StatusCode, body, options.Key, tokens.Redact));
                }

                refused = header.Value;
            }
            catch (TakeException e)
            {
                e.Cause.Throw();
            }
            catch (JsonException)
            {
                return ApiResults.Fail<StreamedItems>(NoList());
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested
                && Exchange.ExplainException(e, options, options.LongTimeout) is { } problem)
            {
                return ApiResults.Fail<StreamedItems>(problem);
            }
        }
    }

    private async Task<StreamedItems> ItemsAsync(
        HttpResponseMessage response, Func<JsonElement, ValueTask> take, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(options.LongTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        var stream = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        var count = 0;
        var items = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(stream, cancellationToken: either.Token);
        await foreach (var item in items.ConfigureAwait(false))
        {
            // Parsed again from its text, because that makes readable what is no Unicode.
            using var document = JsonBody.Parse(System.Text.Encoding.UTF8.GetBytes(item.GetRawText()));
            await TakeAsync(take, document.RootElement).ConfigureAwait(false);
            count++;
        }

        return new StreamedItems(count);
    }

    /// <summary>Marks what the taker throws, which is no failure of Label Studio even if it looks like one.</summary>
    private static async ValueTask TakeAsync(Func<JsonElement, ValueTask> take, JsonElement item)
    {
        try
        {
            await take(item).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw new TakeException(ExceptionDispatchInfo.Capture(e));
        }
    }

    private CallPolicy PolicyOf(Call call) => CallPolicy.Of(options, call.IsLong, call.IsRepeatable);

    private HttpRequestMessage Request(Call call, AuthenticationHeaderValue? header)
    {
        var request = new HttpRequestMessage(call.Method, new Uri(options.Root, call.Path));
        request.Headers.Authorization = header;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (call.Form is { } form)
        {
            request.Content = form();
        }
        else if (call.Json() is { } json)
        {
            request.Content = new ByteArrayContent(json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }

    private static ApiResult<T> Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var document = JsonBody.Parse(body);
            return read(document.RootElement) is { } value
                ? ApiResults.Of(value)
                : ApiResults.Fail<T>(NoLabelStudio());
        }
        catch (JsonException)
        {
            return ApiResults.Fail<T>(NoLabelStudio());
        }
    }

    private static ApiProblem NoLabelStudio() => new(
        ApiProblemKind.Unreadable,
        "What answers at the configured address does not answer as Label Studio does; check the address.");

    private static ApiProblem NoList() => new(
        ApiProblemKind.Unreadable, "An export of Label Studio broke off, or is no list of tasks; try again.");

    private sealed class TakeException(ExceptionDispatchInfo cause) : Exception
    {
        public ExceptionDispatchInfo Cause => cause;
    }
}

internal sealed record StreamedItems(int Items);
