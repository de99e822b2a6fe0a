using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Images;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Api;

/// <summary>Reads the labels of a project as its active version judges them, straight from the tables.</summary>
internal sealed class CorrectionReader(Database database, ProjectGate projects)
{
    private const int RowsAtOnce = 1000;

    /// <summary>One page, worst label first; empty while there is no version or no single choice.</summary>
    public async Task<CorrectionPage> ReadPageAsync(ProjectKey key, string? control, CorrectionFilter filter)
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
            [.. rows.Select(row => ToItem(row, config, version!.ModelVersion))],
            next);
    }

    /// <summary>All rows that the filter lets through, read a page at a time; the filter's own limit does not count.</summary>
    public async IAsyncEnumerable<CorrectionItem> ReadAllAsync(
        ProjectKey key, string? control, CorrectionFilter? filter = null)
    {
        filter = (filter ?? new CorrectionFilter("")) with { Limit = RowsAtOnce };
        while (true)
        {
            var page = await ReadPageAsync(key, control, filter);
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

    /// <summary>The predecessor's four lists, with every image.</summary>
    public async Task<CorrectionLists> ReadListsAsync(ProjectKey key)
    {
        var items = await ReadAllAsync(key, control: null).ToListAsync();
        return new CorrectionLists(
            [.. items.Select(item => item.FileName ?? item.Image ?? "")],
            [.. items.Select(item => item.GivenLabel)],
            [.. items.Select(CorrectedLabel)],
            [.. items.Select(Score)]);
    }

    private static double Score(CorrectionItem item) =>
        item.CorrectedLabel is not null ? 1
        : CorrectedLabel(item) == item.GivenLabel ? item.LabelQuality
        : item.SuggestedLabelConfidence;

    /// <summary>What a person said comes first, then the suggestion for a suspected label.</summary>
    private static string CorrectedLabel(CorrectionItem item) =>
        item.CorrectedLabel
        ?? (item is { ReviewState: null, IsLabelIssue: true, SuggestedLabel: { } label } ? label : item.GivenLabel);

    private static CorrectionItem ToItem(CorrectionRow row, LabelConfig config, string modelVersion)
    {
        var data = TaskData.Parse(row.Data);
        return new CorrectionItem(
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
            // 'noisylabels import' keeps the way back to the dataset under these names in each task.
            FileName = data.Text("file_name"),
            Sha256 = data.Text("sha256"),
            DatasetLabel = data.Text("given_label"),
        };
    }
}
