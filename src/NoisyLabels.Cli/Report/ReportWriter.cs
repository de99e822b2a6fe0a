using System.Text.Encodings.Web;
using System.Text.Unicode;
using ReportPage = AspNetCoreGeneratedDocument.Report_Slices_ReportPage;

namespace NoisyLabels.Cli.Report;

/// <summary>Writes the page. Every name in it is encoded as HTML; characters of all scripts stay as they are.</summary>
internal static class ReportWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Html(ReportModel model)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        using var page = new ReportPage { Model = model };
        page.RenderAsync(writer, Encoder).AsTask().GetAwaiter().GetResult();
        return writer.ToString();
    }

    /// <summary>Writes beside and renames, so that an interrupted run leaves no half page.</summary>
    public static void Write(string path, ReportModel model)
    {
        var beside = path + ".tmp";
        File.WriteAllText(beside, Html(model));
        File.Move(beside, path, overwrite: true);
    }
}
