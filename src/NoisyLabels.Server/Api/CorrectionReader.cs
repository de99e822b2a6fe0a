using System.Globalization;
using System.Text;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Labeling;

namespace NoisyLabels.Server.Api;

/// <summary>Reads corrections straight from the tables; the grain that writes them is not asked.</summary>
internal sealed class CorrectionReader(Database database, IGrainFactory grains)
{
    private const int Chunk = 1000;

    /// <summary>The control that is meant: the named one, or the first single choice; null when there is none.</summary>
    public async Task<string?> ControlAsync(ProjectKey key, string? name)
    {
        var project = await grains.GetGrain<IProjectGrain>(key.ToString()).GetConfig();
        return LabelConfig.Parse(project.LabelConfig).Controls
            .FirstOrDefault(control => !control.IsMultiple && (name is null || control.Name == name))?.Name;
    }

    /// <summary>The version that predicts; null before the first.</summary>
    public Task<VersionRow?> VersionAsync(ProjectKey key) => database.ReadAsync(async session =>
        await ProjectTable.FindAsync(session, key) is { ActiveVersion: { } active }
            ? await VersionTable.FindAsync(session, key, active)
            : null);

    public async Task<CorrectionPage> PageAsync(ProjectKey key, VersionRow version, CorrectionFilter filter)
    {
        var rows = await database.ReadAsync(session =>
            JudgementTable.CorrectionsAsync(session, key, version, filter with { Limit = filter.Limit + 1 }));
        var shown = rows.Take(filter.Limit).ToList();
        return new CorrectionPage(
            key.ToString(),
            version.ModelVersion,
            filter.Control,
            [.. shown.Select(CorrectionItem.Of)],
            rows.Count > filter.Limit ? Cursor(shown[^1]) : null);
    }

    public async IAsyncEnumerable<CorrectionItem> AllAsync(ProjectKey key, VersionRow version, CorrectionFilter filter)
    {
        var at = filter with { Limit = Chunk };
        while (true)
        {
            var rows = await database.ReadAsync(session =>
                JudgementTable.CorrectionsAsync(session, key, version, at));
            foreach (var row in rows)
            {
                yield return CorrectionItem.Of(row);
            }

            if (rows.Count < Chunk)
            {
                yield break;
            }

            at = at with { AfterQuality = rows[^1].LabelQuality, AfterTask = rows[^1].TaskId };
        }
    }

    /// <returns>Null when it is none that we gave.</returns>
    public static (double Quality, long Task)? Parsed(string cursor)
    {
        var buffer = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, buffer, out var length)
            && Encoding.ASCII.GetString(buffer, 0, length).Split(' ') is [var quality, var task]
            && double.TryParse(quality, CultureInfo.InvariantCulture, out var q)
            && long.TryParse(task, NumberStyles.None, CultureInfo.InvariantCulture, out var t)
                ? (q, t)
                : null;
    }

    private static string Cursor(CorrectionRow row) => Convert.ToBase64String(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{row.LabelQuality:R} {row.TaskId}")));
}
