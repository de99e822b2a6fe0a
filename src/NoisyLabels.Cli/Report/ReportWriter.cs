using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ReportPage = AspNetCoreGeneratedDocument.Report_Slices_ReportPage;

namespace NoisyLabels.Cli.Report;

/// <summary>Writes the page. Every name in it is encoded as HTML; letters of all scripts stay as they are.</summary>
internal static class ReportWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static void Write(Stream stream, ReportModel model)
    {
        using var writer = new StreamWriter(
            stream,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            leaveOpen: true);
        using var page = new ReportPage { Model = model };

        // Nothing in the page waits for anything; it renders on this thread.
        page.RenderAsync(writer, Encoder).AsTask().GetAwaiter().GetResult();
    }
}
