using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Cli.Summaries;

/// <summary>A run as <c>find --json</c> prints it; names of fields are those of issues.csv.</summary>
internal sealed record OverviewJson(
    string Output,
    string Method,
    string Backbone,
    int Images,
    int Classes,
    int LabelIssues,
    double LabelIssueShare,
    IReadOnlyList<OverviewJson.Pair> Confusions,
    IReadOnlyList<OverviewJson.Image> Worst,
    IReadOnlyList<SkippedImage> Skipped,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Files)
{
    public static OverviewJson Of(
        RunOverview run,
        string output,
        string backbone,
        IReadOnlyList<string> notes,
        IReadOnlyList<string> files,
        int mostRows) =>
        new(
            output,
            run.Detection.Method,
            backbone,
            run.Items.Count,
            run.Classes.Count,
            run.Issues.Count,
            Math.Round(run.IssueShare, 6),
            [
                .. run.Confusions.Select(pair => new Pair(
                    run.Classes[pair.Given],
                    run.Classes[pair.Suggested],
                    pair.Count)),
            ],
            [
                .. run
                    .Issues.Take(mostRows)
                    .Select(issue => new Image(
                        run.Items[issue].FileName,
                        run.Classes[run.Items[issue].GivenLabel],
                        run.SuggestionFor(issue),
                        Math.Round(run.Detection.LabelQuality[issue], 6))),
            ],
            run.Skipped,
            notes,
            files);

    /// <summary>Images of one class that look like another.</summary>
    internal sealed record Pair(string GivenLabel, string SuggestedLabel, int Count);

    /// <summary>An image whose label looks wrong.</summary>
    internal sealed record Image(string FileName, string GivenLabel, string? SuggestedLabel, double LabelQuality);
}
