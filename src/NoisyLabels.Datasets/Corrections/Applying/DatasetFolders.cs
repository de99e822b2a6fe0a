using NoisyLabels.Common.Files;
using NoisyLabels.Datasets.Files;

namespace NoisyLabels.Datasets.Corrections.Applying;

/// <summary>Sees to it that the corrected dataset cannot harm the source, or anything else.</summary>
internal static class DatasetFolders
{
    /// <param name="source">A folder or a manifest.</param>
    /// <exception cref="UserErrorException">The destination is taken, or the two lie in one another.</exception>
    public static void Check(string source, string root, string destination)
    {
        var (from, to) = (RealPath.Of(root), RealPath.Of(destination));
        if (RealPath.IsWithin(from, to))
        {
            throw new UserErrorException(
                $"The source \"{source}\" lies in the destination \"{destination}\"; name a folder of its own.");
        }

        if (Directory.Exists(source) && RealPath.IsWithin(to, from))
        {
            throw new UserErrorException(
                $"The destination \"{destination}\" lies in the source \"{source}\", which is never written to; "
                + "name a folder outside of it.");
        }

        NewFolder.RequireFree(destination);
    }
}
