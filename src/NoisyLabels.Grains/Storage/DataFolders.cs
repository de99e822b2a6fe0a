using System.Globalization;
using NoisyLabels.Contracts;

namespace NoisyLabels.Grains.Storage;

/// <summary>The names below the data directory. All are made of numbers and checked names, so none leaves it.</summary>
public sealed class DataFolders(string root)
{
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Features by content; may be deleted at any time.</summary>
    public string Cache => Path.Combine(Root, "cache");

    /// <summary>The product's own tables, and the state of grains.</summary>
    internal string TablesFile => Path.Combine(Root, "noisylabels.db");

    /// <summary>Where earlier programs kept the state of grains.</summary>
    internal string EarlierGrainsFile => Path.Combine(Root, "orleans.db");

    /// <summary>Everything that a project's runs have made.</summary>
    /// <exception cref="ArgumentException">The instance's name could lead out of the data directory.</exception>
    public string Project(ProjectKey project) => Path.Combine(
        Root,
        "projects",
        ProjectKey.IsInstance(project.Instance)
            ? project.Instance
            : throw new ArgumentException($"\"{project.Instance}\" is no name of an instance.", nameof(project)),
        string.Create(CultureInfo.InvariantCulture, $"{project.Id}.{project.CreatedSeconds}"));

    /// <summary>What one attempt makes; it counts only when the project accepts the attempt.</summary>
    public string Attempt(ProjectKey project, Guid run, long fence) => Path.Combine(
        Project(project), "runs", run.ToString("N"), fence.ToString(CultureInfo.InvariantCulture));
}
