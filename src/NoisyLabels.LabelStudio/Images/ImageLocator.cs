using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Images;

/// <summary>Finds out from what a task says where its image lies, without fetching anything.</summary>
public static partial class ImageLocator
{
    private const int MaxCharacters = 8192;

    private static readonly string[] CloudSchemes = ["s3", "s3s", "gs", "azure-blob", "azure-spi"];

    /// <param name="address">What the task holds at the image's key.</param>
    /// <param name="taskId">The task's number, without which Label Studio resolves no address of a cloud store.</param>
    /// <param name="options">Which Label Studio it is.</param>
    public static Reading<ImageLocation> Locate(string address, long? taskId, ImageOptions options)
    {
        var text = address.Trim();
        if (text.Length == 0)
        {
            return Refuse("The task's image has no address.");
        }

        if (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) || text.Length > MaxCharacters)
        {
            return InlineImageReader.Read(text);
        }

        if (text.TrimStart('/').StartsWith("upload/", StringComparison.Ordinal))
        {
            text = $"/data/{text.TrimStart('/')}";
        }

        if (text.StartsWith("//", StringComparison.Ordinal))
        {
            return Refuse("The image's address begins with // and says neither http nor https.");
        }

        return text[0] == '/' ? OnInstance(text, taskId, options)
            : Scheme().Match(text) is { Success: true } match ? WithScheme(text, match.Groups[1].Value, taskId, options)
            : InlineImageReader.Read(text);
    }

    private static Reading<ImageLocation> WithScheme(string text, string scheme, long? taskId, ImageOptions options)
    {
        if (CloudSchemes.Contains(scheme, StringComparer.OrdinalIgnoreCase))
        {
            return InCloud(text, taskId);
        }

        if (!scheme.Equals("http", StringComparison.OrdinalIgnoreCase)
            && !scheme.Equals("https", StringComparison.OrdinalIgnoreCase))
        {
            return Refuse($"Images are not fetched by \"{Shorten(scheme)}:\".");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            return Refuse("The image's address is not a valid address.");
        }

        if (uri.UserInfo.Length > 0)
        {
            return Refuse("The image's address holds a user name or password; such addresses are not fetched.");
        }

        var home = options.Aliases.Append(options.Instance.Root).FirstOrDefault(own => Origin(own) == Origin(uri));
        return home is null
            ? Of(new WebImage(uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped), uri))
            : OnInstance(Below(home, uri.PathAndQuery), taskId, options);
    }

    /// <summary>Locates a path of the Label Studio itself. Only paths that hold images get the key.</summary>
    private static Reading<ImageLocation> OnInstance(string path, long? taskId, ImageOptions options)
    {
        if (!Uri.TryCreate(options.Instance.Root, Below(options.Instance.Root, path).TrimStart('/'), out var uri)
            || Origin(uri) != Origin(options.Instance.Root))
        {
            return Refuse("The image's address is not a valid address.");
        }

        // Uri has taken out .. and the like.
        var clean = Below(options.Instance.Root, uri.AbsolutePath);
        var query = QueryOf(uri);
        if (clean.StartsWith("/data/upload/", StringComparison.Ordinal))
        {
            var stored = Uri.EscapeDataString(Uri.UnescapeDataString(clean["/data/".Length..]));
            return Of(new InstanceImage(clean, [clean[1..], $"storage-data/uploaded/?filepath={stored}"]));
        }

        if (clean.TrimEnd('/') == "/data/local-files" && query.GetValueOrDefault("d") is { Length: > 0 } file)
        {
            var key = $"/data/local-files/?d={file}";
            return Of(new InstanceImage(key, [$"data/local-files/?d={Uri.EscapeDataString(file)}"], file));
        }

        if (Resolver().Match(clean) is { Success: true } match && query.GetValueOrDefault("fileuri") is { } encoded)
        {
            var isTask = match.Groups[1].Value == "tasks";
            return InCloud(Decode(encoded), isTask ? Number(match.Groups[2].Value) ?? taskId : taskId);
        }

        if (clean.StartsWith("/storage-data/", StringComparison.Ordinal))
        {
            var pathAndQuery = clean[1..] + uri.Query;
            return Of(new InstanceImage($"/{pathAndQuery}", [pathAndQuery]));
        }

        return Of(new WebImage(clean + uri.Query, uri));
    }

    private static Reading<ImageLocation> InCloud(string address, long? taskId)
    {
        if (taskId is not { } task)
        {
            return Refuse("Label Studio resolves the address of a cloud store only for a task with a number.");
        }

        // Python's decoder needs the padding.
        var text = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(address));
        var padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        var query = $"fileuri={Uri.EscapeDataString(padded)}";
        return Of(new InstanceImage(
            address, [string.Create(CultureInfo.InvariantCulture, $"tasks/{task}/presign/?{query}")]));
    }

    /// <summary>Decodes urlsafe base64; takes anything else as it is, as Label Studio does.</summary>
    private static string Decode(string fileUri) =>
        Base64Url.IsValid(fileUri) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(fileUri)) : fileUri;

    private static string Below(Uri home, string path) =>
        path.StartsWith(home.AbsolutePath, StringComparison.Ordinal) ? $"/{path[home.AbsolutePath.Length..]}" : path;

    private static string Origin(Uri uri) => uri.GetLeftPart(UriPartial.Authority);

    private static Dictionary<string, string> QueryOf(Uri uri) =>
        uri.Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0])
            .ToDictionary(group => group.Key, group => Uri.UnescapeDataString(group.First()[1]));

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Shorten(string text) => text.Length <= 20 ? text : $"{text[..20]}…";

    private static Reading<ImageLocation> Of(ImageLocation location) => Readings.Of(location);

    private static Reading<ImageLocation> Refuse(string problem) => Readings.Refuse<ImageLocation>(problem);

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9+._-]*):")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^/(tasks|projects)/(\d+)/(?:resolve|presign)/?$")]
    private static partial Regex Resolver();
}
