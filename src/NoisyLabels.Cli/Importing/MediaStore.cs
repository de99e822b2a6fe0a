using NoisyLabels.Cli.Connecting;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Cli.Importing;

/// <summary>Addresses of images that stay where they are.</summary>
internal static class MediaStore
{
    /// <summary>What a task names for an image below Label Studio's own folder, or below a web address.</summary>
    /// <exception cref="UserErrorException">An option is missing, or the folder lies elsewhere.</exception>
    public static Func<DatasetItem, string> Addresses(string folder, ImportOptions options)
    {
        if (options.Media is MediaKind.Urls)
        {
            var prefix = options.UrlPrefix?.AbsoluteUri.TrimEnd('/') ?? throw new UserErrorException(
                "--media urls needs --url-prefix: the address below which the images of the dataset lie.");
            return item => $"{prefix}/{Escaped(item.FileName)}";
        }

        var root = options.DocumentRoot ?? throw new UserErrorException(
            "--media local needs --document-root: the folder that Label Studio serves (its "
            + "LOCAL_FILES_DOCUMENT_ROOT).");
        var below = Path.GetRelativePath(Path.GetFullPath(root), folder).Replace('\\', '/');
        if (below == ".." || below.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(below))
        {
            throw new UserErrorException(
                $"\"{folder}\" does not lie below the folder that Label Studio serves, \"{root}\". Move it "
                + "there, or use --media upload.");
        }

        return below == "."
            ? throw new UserErrorException(
                "Label Studio serves folders below its document root, not that folder itself; put the dataset into a "
                + "folder of its own there.")
            : item => $"/data/local-files/?d={Escaped($"{below}/{item.FileName}")}";
    }

    /// <exception cref="UserErrorException">It is no address that browsers fetch images from.</exception>
    public static Uri? Prefix(string? text) =>
        text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "" }
            ? uri
            : throw new UserErrorException(
                $"--url-prefix is no web address: \"{text}\"; it looks like https://img.example.org/photos.");

    /// <summary>Lets the project show the files of the dataset's folder, unless it may already.</summary>
    /// <exception cref="UserErrorException">Label Studio refuses the folder.</exception>
    public static async Task OpenFolderAsync(
        LabelStudioAccess access, long project, string folder, CancellationToken token)
    {
        var storages = access.Client.Storages;
        var present = await storages.ListLocalAsync(project, token);
        if (present.Value?.Any(storage => IsWithin(folder, storage.Path)) is true)
        {
            return;
        }

        var made = await storages.CreateLocalAsync(project, folder, token);
        if (!made.IsSuccess)
        {
            throw new UserErrorException(
                $"{made.Problem.Message} Label Studio has to see the folder under the same path, and be started with "
                + "LOCAL_FILES_SERVING_ENABLED=true and LOCAL_FILES_DOCUMENT_ROOT.");
        }
    }

    private static bool IsWithin(string folder, string storage) =>
        folder == storage.TrimEnd('/') || folder.StartsWith(storage.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
