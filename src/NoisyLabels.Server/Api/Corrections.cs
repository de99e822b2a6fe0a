using NoisyLabels.Contracts;
using NoisyLabels.Grains.Images;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Api;

/// <summary>Reads the labels of a project as its active version judges them, straight from the tables.</summary>
internal sealed class Corrections(Database database, ProjectGate projects)
{
    private const int RowsAtOnce = 1000;

    /// <summary>One page, worst label first; empty while there is no version or no single choice.</summary>
    public async Task<CorrectionPage> PageAsync(ProjectKey key, string? control, CorrectionFilter filter)
    {
        var config = LabelConfig.Parse((await projects.Project(key).GetConfig()).LabelConfig);
        var name = control ?? config.Controls.FirstOrDefault(one => !one.IsMultiple)?.Name;
        var (version, rows) = await database.ReadAsync(async session =>
        {
            var active = await VersionTable.ActiveAsync(session, key);
            return active is null || name is null
                ? (active, [])
                : (active, await JudgementTable.CorrectionsAsync(session, key, active, filter with { Control = name }));
        });
        var next = rows.Count == filter.Limit && rows is [.., var last]
            ? new CorrectionPlace(last.LabelQuality, last.TaskId).ToString()
            : null;
        return new CorrectionPage(
            name,
            version?.ModelVersion,
            [.. rows.Select(row => Of(row, config, version!.ModelVersion))],
            next);
    }

    /// <summary>All that the filter lets through, a page at a time; its limit is not looked at.</summary>
    public async IAsyncEnumerable<Correction> AllAsync(ProjectKey key, string? control, CorrectionFilter? filter = null)
    {
        filter = (filter ?? new CorrectionFilter("")) with { Limit = RowsAtOnce };
        while (true)
        {
            var page = await PageAsync(key, control, filter);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            if (CorrectionPlace.Parse(page.Next) is not { } place)
            {
                yield break;
            }

            filter = filter with { AfterQuality = place.Quality, AfterTask = place.Task };
        }
    }

    private static Correction Of(CorrectionRow row, LabelConfig config, string modelVersion)
    {
        var data = TaskData.Parse(row.Data);
        return new Correction(
            row.TaskId,
            TaskImages.AddressOf(config, data),
            row.Given,
            row.Suggested,
            row.SuggestedConfidence,
            row.LabelQuality,
            row.IsLabelIssue,
            row.Decision?.ToLowerInvariant(),
            row.DecidedLabel,
            row.Actor,
            row.DecidedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            modelVersion)
        {
            // Under these names 'noisylabels import' keeps the way back to the dataset with each task.
            FileName = data.Text("file_name"),
            Sha256 = data.Text("sha256"),
            DatasetLabel = data.Text("given_label"),
        };
    }
}
