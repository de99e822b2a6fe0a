using NoisyLabels.Contracts;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Server.Backend;
using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Server.Api;

/// <summary>
/// <c>GET /corrections.json?project=</c>: four parallel lists, one entry for every labelled image, as the scripts of the
/// Python predecessor read them.
/// </summary>
internal static class PredecessorCorrections
{
    public static async Task<IResult> GetAsync(ProjectFinder finder, CorrectionReader reader, string? project)
    {
        var keys = await finder.AllAsync();
        var meant = keys.Where(key => project is null || IsMeant(key, project)).ToList();
        if (meant is not [var only])
        {
            return meant.Count == 0
                ? SentenceResult.NotFound(
                    project is null ? "No project is connected." : $"There is no project \"{project}\".")
                : SentenceResult.Refused(
                    $"Several projects are meant; say which with ?project=: {string.Join(", ", meant)}.");
        }

        if (await reader.ControlAsync(only, null) is not { } control)
        {
            return CorrectionEndpoints.NoControl(null);
        }

        if (await reader.VersionAsync(only) is not { } version)
        {
            return CorrectionEndpoints.NoModel();
        }

        var items = await reader.AllAsync(only, version, new CorrectionFilter(control))
            .Where(item => item.CorrectedLabel is not null).ToListAsync();
        return BackendEndpoints.Json(new
        {
            CorrectedPaths = items.ConvertAll(item => item.FileName),
            OriginalLabels = items.ConvertAll(item => item.GivenLabel),
            CorrectedLabels = items.ConvertAll(item => item.CorrectedLabel),
            CorrectedScores = items.ConvertAll(item =>
                item.CorrectedLabel == item.GivenLabel ? item.LabelQuality : item.SuggestedLabelConfidence),
        });
    }

    /// <summary>Its key, its number, or number and second of creation.</summary>
    private static bool IsMeant(ProjectKey key, string project) =>
        project == key.ToString()
        || project == $"{key.Id}.{key.CreatedSeconds}"
        || project == key.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
