using NoisyLabels.Cli.Summaries;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Cli.Report;

/// <summary>Chooses what of a run the page shows, so that it stays small enough to be mailed.</summary>
internal static class ReportBuilder
{
    /// <summary>Most images on the wall.</summary>
    public const int MaxCards = 200;

    /// <summary>Most characters of pictures in the page; later images go without one.</summary>
    public const int MaxPictureCharacters = 2_600_000;

    /// <summary>Most classes that a matrix can show and a person can read.</summary>
    public const int MaxMatrixClasses = 30;

    /// <param name="title">What the dataset is called.</param>
    /// <param name="facts">How the run was made, in short pieces.</param>
    /// <param name="notes">Sentences to read with the result; mostly empty.</param>
    /// <param name="summary">The run.</param>
    /// <param name="thumbnailOf">The small picture of an image; null where it cannot be read any more.</param>
    public static ReportModel Build(
        string title,
        IReadOnlyList<string> facts,
        IReadOnlyList<string> notes,
        RunOverview summary,
        Func<DatasetItem, Thumbnail?> thumbnailOf) => new()
    {
        Title = title,
        Facts = facts,
        Notes = notes,
        Summary = summary,
        Cards = CardsOf(summary, thumbnailOf),
        Matrix = summary.Classes.Count <= MaxMatrixClasses ? MatrixOf(summary) : null,
        Version = ProductVersion.Text,
    };

    private static List<ReportCard> CardsOf(RunOverview summary, Func<DatasetItem, Thumbnail?> thumbnailOf)
    {
        var room = MaxPictureCharacters;
        var cards = new List<ReportCard>();
        foreach (var (rank, issue) in summary.Issues.Take(MaxCards).Index())
        {
            var item = summary.Items[issue];
            var thumbnail = room > 0 ? thumbnailOf(item) : null;
            room -= thumbnail?.DataUri.Length ?? 0;
            var (suggested, quality) = (summary.Detection.SuggestedLabel[issue], summary.Detection.LabelQuality[issue]);
            cards.Add(new ReportCard(rank + 1, item.FileName, item.GivenLabel, suggested, quality, thumbnail));
        }

        return cards;
    }

    private static int[,] MatrixOf(RunOverview summary)
    {
        var matrix = new int[summary.Classes.Count, summary.Classes.Count];
        foreach (var confusion in summary.Confusions)
        {
            matrix[confusion.Given, confusion.Suggested] = confusion.Count;
        }

        return matrix;
    }
}
