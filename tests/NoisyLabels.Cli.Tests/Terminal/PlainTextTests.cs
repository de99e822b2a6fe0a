using System.Diagnostics;
using CsCheck;
using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Tests.Terminal;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("cat/photo 1.jpg", "cat/photo 1.jpg")]
    [InlineData("a\nb\tc", "a\\u000ab\\u0009c")]
    [InlineData("\u001b[31mred", "\\u001b[31mred")]
    [InlineData("abc\u202Egpj.exe", "abc\\u202egpj.exe")]
    [InlineData("חתול/😀.jpg", "חתול/😀.jpg")]
    public void Names_cannot_move_the_cursor(string name, string shown) => Assert.Equal(shown, PlainText.Visible(name));

    [Fact]
    public void Nothing_that_is_shown_controls_a_terminal() =>
        Gen.String.Sample(text => !PlainText.Visible(text).Any(char.IsControl));

    [Fact]
    public async Task A_shell_reads_a_quoted_path_as_it_was()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "There is no /bin/bash here.");
        string[] paths =
        [
            "plain/path-1.jpg",
            "with space",
            "it's",
            "a\"b",
            "$HOME",
            "*?[x]",
            "",
            "new\nline",
            "tab\there",
            "back\\slash",
            "חתול",
        ];

        var script = "printf '%s\\0' " + string.Join(' ', paths.Select(PlainText.ForShell));
        using var bash = Process.Start(
            new ProcessStartInfo("/bin/bash", ["-c", script]) { RedirectStandardOutput = true }
        )!;
        var read = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal(paths, read.Split('\0')[..^1]);
    }
}
