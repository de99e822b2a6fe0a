using NoisyLabels.Cli.Connecting;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Problems;

namespace NoisyLabels.Cli.Importing;

/// <summary>
/// Files that were uploaded to a project, by their content: a file is sent once, whatever breaks off in between, and
/// two images that share a name stay two.
/// </summary>
internal sealed class Uploads(LabelStudioAccess access, long project)
{
    /// <summary>Half of the hash; Label Studio cuts long names.</summary>
    private const int HashCharacters = 32;

    private readonly Dictionary<string, string> _addresses = new(StringComparer.Ordinal);

    public static string NameOf(string file, string sha256) =>
        sha256[..HashCharacters] + Path.GetExtension(file).ToLowerInvariant();

    /// <summary>Learns what earlier runs have uploaded.</summary>
    public async Task RememberAsync(CancellationToken token)
    {
        // Only a saving: where the list cannot be had, files are sent again.
        var files = await access.Client.Imports.ListFilesAsync(project, token);
        Add(files.Value ?? []);
    }

    public string? AddressOf(string name) => _addresses.GetValueOrDefault(name);

    /// <returns>Why they were not taken; null when they were.</returns>
    public async Task<ApiProblem?> SendAsync(IReadOnlyList<NewFile> files, CancellationToken token)
    {
        var sent = await access.Client.Imports.UploadAsync(project, files, token);
        Add(sent.Value ?? []);
        return sent.Problem ?? (files.All(file => AddressOf(file.Name) is not null)
            ? null
            : new ApiProblem(
                ApiProblemKind.Unreadable, "Label Studio took an upload, but does not list all its files."));
    }

    private void Add(IEnumerable<StoredFile> files)
    {
        foreach (var file in files)
        {
            _addresses[file.Name] = file.Address;
        }
    }
}
