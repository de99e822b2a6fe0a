using NoisyLabels.Datasets.Reading.Folders;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Corrections.Applying;

/// <summary>Where images lie in the corrected dataset, by how they lie in the source.</summary>
/// <param name="IsFolder">Folder per class; else a manifest, whose images may lie anywhere.</param>
/// <param name="HasSplits">Are there folders of splits above the classes?</param>
/// <param name="ClassFolders">Folders to make in any case, so that empty classes keep theirs.</param>
internal sealed record SourceLayout(bool IsFolder, bool HasSplits, IReadOnlyList<string> ClassFolders)
{
    public static SourceLayout Of(ImageDataset dataset)
    {
        if (dataset.IsFolderPerClass)
        {
            var layout = FolderLayout.Of(FolderWalk.List(dataset.Root));
            return new SourceLayout(true, layout.HasSplits, layout.ClassFolders);
        }

        foreach (var label in dataset.Classes)
        {
            ClassName.RequireSafe(label);
        }

        var hasSplits = dataset.Items.All(item => item.Split is not null && FolderLayout.IsSplitName(item.Split));
        var folders = dataset.Items.Select(item => $"{item.Split}/{dataset.Classes[item.GivenLabel]}");
        return new SourceLayout(
            false, hasSplits, hasSplits ? [.. folders.Distinct(StringComparer.Ordinal)] : dataset.Classes);
    }

    /// <summary>The class folder, with its split, of an image with that label.</summary>
    public string FolderOf(DatasetItem item, string label) => HasSplits ? $"{item.Split}/{label}" : label;

    /// <summary>The path below its class folder: deeper folders are kept, a manifest's images get none.</summary>
    public string RestOf(DatasetItem item) => IsFolder
        ? item.FileName.Split('/', HasSplits ? 3 : 2)[^1]
        : item.FileName[(item.FileName.LastIndexOf('/') + 1)..];
}
