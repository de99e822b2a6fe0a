using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Tests.Terminal;

public sealed class CliConsoleTests
{
    [Fact]
    public void A_pipe_gets_no_colours_and_no_broken_lines()
    {
        var output = new StringWriter { NewLine = "\n" };
        var console = CliConsole.Of(output, TextWriter.Null, TimeProvider.System);
        var name = new string('x', 500);

        var table = new TextTable("Image", ">Count");
        table.Add(name, "12");
        table.Show(console.Output);

        Assert.DoesNotContain('\u001b', output.ToString());
        Assert.Contains(name, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_in_a_name_is_text()
    {
        var output = new StringWriter();
        var table = new TextTable("Image");
        table.Add("[red]cat[/]");
        table.Show(CliConsole.Of(output, TextWriter.Null, TimeProvider.System).Output);

        Assert.Contains("[red]cat[/]", output.ToString(), StringComparison.Ordinal);
    }
}
