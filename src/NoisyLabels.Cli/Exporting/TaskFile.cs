using NoisyLabels.Cli.Connecting;
using NoisyLabels.Cli.Importing;
using NoisyLabels.Cli.ServerApi;
using NoisyLabels.Datasets.Corrections;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Cli.Exporting;

/// <summary>How tasks are written for the project they are of, or for a new one.</summary>
/// <param name="Config">The labelling configuration that they fit.</param>
/// <param name="Served">The folder that Label Studio has to serve to show the images; null for web addresses.</param>
internal sealed record TaskFile(LabelStudioTasks Tasks, string Config, string? Served)
{
    /// <param name="project">Null for labels of a folder; then the configuration is that of 'import'.</param>
    /// <param name="access">To the project's Label Studio; null without one.</param>
    /// <param name="media">Where images lie that the project has no address of.</param>
    /// <exception cref="UserErrorException">The configuration lacks a label, or the images cannot be shown.</exception>
    public static async Task<TaskFile> OpenAsync(
        CorrectedLabels labels,
        ProjectCorrections? project,
        LabelStudioAccess? access,
        ImportOptions media,
        CancellationToken token)
    {
        var config = project is null || access is null
            ? ClassificationConfig.Of(labels.Classes)
            : (await ProjectFinder.FindAsync(access.Client, project.Number, null, token)).LabelConfig;
        var (control, imageKey) = ClassificationConfig.Fit(config, labels.Classes);
        var elsewhere = new Lazy<Func<DatasetItem, string>>(() => MediaStore.Addresses(labels.Root, media));
        return new TaskFile(
            new LabelStudioTasks(
                control,
                imageKey,
                item => project?.Images.GetValueOrDefault(item.FileName) ?? elsewhere.Value(item),
                labels.ModelVersion),
            config!,
            project is null && media.Media is MediaKind.Local ? Path.GetFullPath(media.DocumentRoot!) : null);
    }
}
