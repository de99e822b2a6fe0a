using System.Globalization;
using NoisyLabels.Contracts;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Learning.Features;

namespace NoisyLabels.Grains.Images;

/// <summary>
/// The encoder that a project's images go through. The sizes are chosen from its first images, and kept: features of
/// other sizes would not fit those that are there.
/// </summary>
internal sealed class ProjectFeatures(Database database, FeatureMakers makers)
{
    /// <summary>Null while no image of the project has been seen.</summary>
    public async Task<FeatureMaker?> FindAsync(ProjectKey project, string? backbone)
    {
        var row = await database.ReadAsync(session => ProjectTable.FindAsync(session, project));
        return row?.ImageSizes is { } sizes ? makers.Of(backbone, Parsed(sizes)) : null;
    }

    public async Task<FeatureMaker> ChooseAsync(
        ProjectKey project, string? backbone, IReadOnlyList<ImageContent> samples)
    {
        if (await FindAsync(project, backbone) is { } known)
        {
            return known;
        }

        var sizes = FeatureMaker.SizesFor(samples.Select(sample => sample.Bytes), FeatureMakers.Resolve(backbone));
        await database.WriteAsync(session =>
            ProjectTable.ChooseSizesAsync(session, project, string.Join(',', sizes)));
        return (await FindAsync(project, backbone)) ?? makers.Of(backbone, sizes);
    }

    private static int[] Parsed(string sizes) =>
        [.. sizes.Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
}
