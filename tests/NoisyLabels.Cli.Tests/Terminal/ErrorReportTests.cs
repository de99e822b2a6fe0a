using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Tests.Terminal;

public sealed class ErrorReportTests : IDisposable
{
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose() => _error.Dispose();

    [Fact]
    public void What_the_user_can_put_right_is_one_sentence()
    {
        Show(new UserErrorException("There is no folder \"x\"."), isVerbose: false);

        Assert.Equal("noisylabels: There is no folder \"x\".\n", _error.ToString());
    }

    [Fact]
    public void What_nobody_expected_is_written_to_a_file_that_the_sentence_names()
    {
        Show(new InvalidOperationException("Oh.\nMore."), isVerbose: false);

        var sentence = _error.ToString();
        Assert.StartsWith(
            "noisylabels: An unexpected error (InvalidOperationException: Oh). ",
            sentence,
            StringComparison.Ordinal);
        var file = sentence.Split("written to ")[1].Split(';')[0];
        Assert.Contains("InvalidOperationException", File.ReadAllText(file), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void Verbose_shows_the_stack()
    {
        var thrown = Assert.Throws<FormatException>(() => int.Parse("Oh.", provider: null));

        Show(thrown, isVerbose: true);

        Assert.Contains(nameof(Verbose_shows_the_stack), _error.ToString(), StringComparison.Ordinal);
    }

    private void Show(Exception exception, bool isVerbose) =>
        new ErrorReport(CliConsole.Of(TextWriter.Null, _error, new ManualClock()), isVerbose).Show(exception);
}
