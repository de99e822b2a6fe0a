using NoisyLabels.Learning.Inputs;
namespace NoisyLabels.Datasets.Reading.Folders;

/// <summary>What lies below a folder, by path relative to it, with forward slashes.</summary>
/// <param name="Files">Every file that is not hidden.</param>
/// <param name="Folders">Every folder that could be listed.</param>
/// <param name="Problems">Folders that could not be listed, or that lead to where the walk has been already.</param>
internal sealed record FolderListing(
    IReadOnlyList<string> Files,
    IReadOnlyList<string> Folders,
    IReadOnlyList<SkippedImage> Problems)
{
    public IEnumerable<string> TopLevelFolders => Folders.Where(folder => !folder.Contains('/'));

    public IEnumerable<string> ChildrenOf(string folder) =>
        Folders.Where(child => child.Length > folder.Length
            && child.StartsWith(folder, StringComparison.Ordinal)
            && child[folder.Length] == '/'
            && !child[(folder.Length + 1)..].Contains('/'));
}
