using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Html;

namespace NoisyLabels.Cli.Report;

/// <summary>Style and script of the page, which travel inside it.</summary>
internal static class PageAssets
{
    private static readonly string ScriptText = Read("report.js");

    public static HtmlString Style { get; } = new(Read("report.css"));

    public static HtmlString Script { get; } = new(ScriptText);

    /// <summary>
    /// For the Content-Security-Policy: this script alone may run. Whatever a file name holds, it stays text.
    /// </summary>
    public static HtmlString ScriptHash { get; } =
        new("sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ScriptText))));

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(PageAssets).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
