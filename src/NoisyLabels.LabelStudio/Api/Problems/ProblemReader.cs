using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using NoisyLabels.LabelStudio.Api.Access;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Problems;

/// <summary>
/// Turns an answer that is no success into a sentence. Label Studio says <c>{detail, validation_errors}</c>.
/// </summary>
internal static partial class ProblemReader
{
    private const int MaxCharacters = 400;

    /// <param name="status">The answer's status code.</param>
    /// <param name="body">The answer's body, whatever it holds.</param>
    /// <param name="key">The key that was sent; null for none.</param>
    /// <param name="redact">Takes secrets out of a text, in case the answer repeats them.</param>
    public static ApiProblem Explain(
        HttpStatusCode status, ReadOnlyMemory<byte> body, ApiKey? key, Func<string, string> redact)
    {
        var detail = redact(ReadDetail(body) ?? "");
        var code = (int)status;
        return status switch
        {
            HttpStatusCode.Unauthorized => ExplainUnauthorized(detail, key),
            HttpStatusCode.Forbidden when detail.Contains("reserved network", StringComparison.OrdinalIgnoreCase) =>
                new(
                    ApiProblemKind.AddressGuard,
                    $"Label Studio refuses the address: {detail}. Its environment variables ML_BLOCK_LOCAL_IP and "
                    + "SSRF_PROTECTION_ENABLED decide that; both must be false, or its list of networks changed.",
                    code),
            HttpStatusCode.Forbidden =>
                new(ApiProblemKind.Forbidden, $"The user of the API key may not do this: {Or(detail, "403")}.", code),
            HttpStatusCode.NotFound =>
                new(ApiProblemKind.NotFound, $"Label Studio has no such thing: {Or(detail, "404")}.", code),
            HttpStatusCode.RequestEntityTooLarge => new(
                ApiProblemKind.Refused,
                "What was sent is too large for Label Studio or for a proxy before it (413); raise the limit there, in "
                + "nginx client_max_body_size.",
                code),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
                new(
                    ApiProblemKind.Unreadable,
                    "Label Studio redirects to another address; configure that one (perhaps https instead of http).",
                    code),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                new(ApiProblemKind.Failed, $"Label Studio failed ({code}): {Or(detail, status.ToString())}.", code),
            _ => new(ApiProblemKind.Refused, $"Label Studio refuses ({code}): {Or(detail, status.ToString())}.", code),
        };
    }

    /// <summary>Tells what a 401 means from its text, as recorded on 1.23.2.</summary>
    private static ApiProblem ExplainUnauthorized(string detail, ApiKey? key) => key switch
    {
        null => new(
            ApiProblemKind.NoKey,
            "Label Studio wants an API key; set LABEL_STUDIO_API_KEY to a personal access token of a user.",
            401),
        _ when detail.Contains("legacy token", StringComparison.OrdinalIgnoreCase) => new(
            ApiProblemKind.LegacyTokensOff,
            "The API key is a legacy token, and legacy tokens are off in this Label Studio; use a personal access "
            + "token (Account & Settings), or switch legacy tokens on in the settings of the organization.",
            401),
        { Kind: TokenKind.Legacy } => new(
            ApiProblemKind.KeyRefused,
            "Label Studio does not know the API key, a legacy token; copy it again from Account & Settings.", 401),
        { Kind: TokenKind.Access } => new(
            ApiProblemKind.KeyRefused,
            "Label Studio does not take the API key, an access token, which lives five minutes. Use a personal access "
            + "token.",
            401),
        _ when detail.Contains("blacklisted", StringComparison.OrdinalIgnoreCase) => new(
            ApiProblemKind.KeyRefused,
            "The API key, a personal access token, was revoked or replaced; make a new one in Account & Settings.",
            401),
        _ => new(
            ApiProblemKind.KeyRefused,
            "Label Studio does not take the API key, a personal access token: it is cut short, belongs to another "
            + "installation, or personal access tokens are off. Copy it again from Account & Settings.",
            401),
    };

    private static string Or(string detail, string otherwise) => detail.Length > 0 ? detail : otherwise;

    private static string? ReadDetail(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonBody.Parse(body);
            var texts = new List<string>();
            if (document.RootElement.Property("validation_errors") is { } errors)
            {
                Collect(errors, texts);
            }

            var detail = document.RootElement.Text("detail") ?? document.RootElement.Text("error");
            if (texts.Count == 0 && detail is not null)
            {
                texts.Add(detail);
            }

            var plain = Markup().Replace(string.Join(' ', texts.Distinct()), "");
            var text = plain.ReplaceLineEndings(" ").TrimEnd('.', ' ');
            return text.Length <= MaxCharacters ? text : $"{text[..MaxCharacters].TrimEnd('.', ' ')} …";
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Collect(JsonElement errors, List<string> texts)
    {
        switch (errors.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in errors.EnumerateObject())
                {
                    var before = texts.Count;
                    Collect(property.Value, texts);
                    if (property.Name != "non_field_errors" && texts.Count > before)
                    {
                        texts[before] = $"{property.Name}: {texts[before]}";
                    }
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in errors.EnumerateArray())
                {
                    Collect(item, texts);
                }

                break;
            default:
                if (errors.Text() is { Length: > 0 } text)
                {
                    texts.Add(text);
                }

                break;
        }
    }

    /// <summary>Matches the links that Label Studio puts into some messages for its own pages.</summary>
    [GeneratedRegex("<[^>]{1,200}>")]
    private static partial Regex Markup();
}
