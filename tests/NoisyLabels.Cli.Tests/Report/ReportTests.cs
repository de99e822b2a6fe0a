using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using NoisyLabels.Cli.Report;
using NoisyLabels.Cli.Summaries;
using NoisyLabels.Cli.Tests.Summaries;

namespace NoisyLabels.Cli.Tests.Report;

public sealed partial class ReportTests
{
    private const string Evil = "</script><script>alert('x')</script>\"'&<img src=x onerror=alert(1)>";

    [Fact]
    public void The_page_loads_nothing_from_anywhere()
    {
        var page = Render(Overviews.AllWrong(3, "cat", "dog"));

        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.All(
            Sources().Matches(page),
            match => Assert.StartsWith("data:", match.Groups[1].Value, StringComparison.Ordinal));
    }

    [Fact]
    public void The_browser_runs_the_pages_own_script_and_no_other()
    {
        var page = Render(Overviews.AllWrong(3, "cat", "dog"));

        var script = Assert.Single(Scripts().Matches(page)).Groups[1].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        Assert.Contains($"script-src 'sha256-{hash}'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_stay_text_wherever_they_stand()
    {
        var run = Overviews.Of([Evil, "dog"], ($"{Evil}/{Evil}.jpg", Evil, "dog", 0.1));

        var page = Render(run, title: Evil);

        Assert.Single(Scripts().Matches(page));
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("alert('x')", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("title=\"[^\"]*\"'", page);
    }

    [Fact]
    public void Notes_stand_below_the_figures() => Assert.Contains(
        "A note about &lt;b&gt;this&lt;/b&gt;.", Render(Overviews.AllWrong(1, "cat", "dog")), StringComparison.Ordinal);

    [Fact]
    public void Letters_of_all_scripts_stay_as_they_are()
    {
        var page = Render(Overviews.Of(["חתול", "猫"], ("חתול/שלום.jpg", "חתול", "猫", 0.1)));

        Assert.Contains("<bdi>חתול</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>猫</bdi>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_card_says_in_words_what_it_shows()
    {
        var page = Render(Overviews.AllWrong(2, "cat", "dog"));

        Assert.Contains("alt=\"a/0000.jpg, labelled cat, looks like dog\"", page, StringComparison.Ordinal);
        Assert.Contains("title=\"a/0001.jpg\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_wrong_labels_leave_a_page_that_can_be_mailed()
    {
        var picture = new Thumbnail("data:image/jpeg;base64," + new string('A', 40_000), 160, 120);

        var page = Render(Overviews.AllWrong(1000, "cat", "dog"), _ => picture);

        Assert.Equal(ReportBuilder.MaxCards, Cards().Count(page));
        Assert.Contains($"The {ReportBuilder.MaxCards} worst of 1,000", page, StringComparison.Ordinal);
        Assert.InRange(page.Length, 1_000_000, 3_000_000);
    }

    [Fact]
    public void An_image_that_has_gone_leaves_a_place_holder()
    {
        var page = Render(Overviews.AllWrong(1, "cat", "dog"), _ => null);

        Assert.Contains("no longer readable", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_wrong_labels_the_page_says_so()
    {
        var page = Render(Overviews.Of(["cat", "dog"], ("cat/1.jpg", "cat", null, 1)));

        Assert.Contains("No label looks wrong", page, StringComparison.Ordinal);
        Assert.Equal(0, Cards().Count(page));
    }

    [Theory]
    [InlineData(ReportBuilder.MaxMatrixClasses, 1)]
    [InlineData(ReportBuilder.MaxMatrixClasses + 1, 0)]
    public void A_matrix_is_shown_while_a_person_can_read_it(int classes, int matrices)
    {
        string[] names = [.. Enumerable.Range(0, classes).Select(i => $"class-{i:00}")];

        var page = Render(Overviews.AllWrong(5, names));

        Assert.Equal(matrices, Regex.Count(page, "<table class=\"matrix\">"));
    }

    [Fact]
    public void A_page_is_written_in_utf_8_without_a_mark()
    {
        using var stream = new MemoryStream();
        ReportWriter.Write(stream, Model(Overviews.AllWrong(1, "cat", "dog")));

        Assert.Equal((byte)'<', stream.ToArray()[0]);
        Assert.True(stream.CanWrite, "the stream belongs to whoever opened it");
    }

    private static string Render(RunOverview run, Func<object, Thumbnail?>? thumbnailOf = null, string title = "pets")
    {
        using var stream = new MemoryStream();
        ReportWriter.Write(stream, Model(run, thumbnailOf, title));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static ReportModel Model(
        RunOverview run,
        Func<object, Thumbnail?>? thumbnailOf = null,
        string title = "pets") =>
        ReportBuilder.Build(
            title,
            ["knn", "seed 0"],
            ["A note about <b>this</b>."],
            run,
            thumbnailOf ?? (_ => new Thumbnail("data:image/jpeg;base64,AAAA", 160, 120)));

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex Sources();

    [GeneratedRegex("<li class=\"card\"")]
    private static partial Regex Cards();
}
