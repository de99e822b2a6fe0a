using Spectre.Console;

namespace NoisyLabels.Cli.Terminal;

/// <summary>
/// Results go to <see cref="Output"/>, everything else to <see cref="Error"/>; tests put writers in their place.
/// </summary>
internal sealed class CliConsole
{
    /// <summary>Nobody reads a pipe by the width of a screen: there, lines are never broken.</summary>
    private const int WidthOfPipe = 4096;

    private CliConsole(Stream output, Stream error, TimeProvider clock) =>
        (Output, Error, Clock) = (output, error, clock);

    public Stream Output { get; }

    public Stream Error { get; }

    public TimeProvider Clock { get; }

    /// <summary>A thread still works on what nobody waits for any more; see <see cref="Voice"/>.</summary>
    public bool IsWorkLeft { get; set; }

    /// <summary>The console of this process. Live bars appear only on a terminal, colours not with NO_COLOR.</summary>
    public static CliConsole OfThisProcess() => new(
        new Stream(Console.Out, isTerminal: !Console.IsOutputRedirected),
        new Stream(Console.Error, isTerminal: !Console.IsErrorRedirected),
        TimeProvider.System);

    /// <summary>A console without a terminal.</summary>
    public static CliConsole Of(TextWriter output, TextWriter error, TimeProvider clock) =>
        new(new Stream(output, isTerminal: false), new Stream(error, isTerminal: false), clock);

    /// <summary>A stream: as plain text (<see cref="Writer"/>), and for tables and bars (<see cref="Ansi"/>).</summary>
    internal sealed class Stream
    {
        public Stream(TextWriter writer, bool isTerminal)
        {
            var isDumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
            var hasColor =
                isTerminal && !isDumb && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
            (Writer, IsTerminal) = (writer, isTerminal && !isDumb);
            Ansi = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
                ColorSystem = hasColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
                Interactive = IsTerminal ? InteractionSupport.Detect : InteractionSupport.No,
                Out = new AnsiConsoleOutput(writer),
            });
            if (!IsTerminal)
            {
                Ansi.Profile.Width = WidthOfPipe;
            }
        }

        public TextWriter Writer { get; }

        public bool IsTerminal { get; }

        public IAnsiConsole Ansi { get; }

        /// <summary>A line as it is: no markup, no word wrap, so that a path can be copied out of it.</summary>
        public void WriteLine(string line = "") => Writer.WriteLine(line);
    }
}
