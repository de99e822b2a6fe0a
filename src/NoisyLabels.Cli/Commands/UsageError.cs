using System.CommandLine;
using System.CommandLine.Parsing;
using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Commands;

/// <summary>
/// Says what is wrong with a command line, what the user may have meant, and where the help is. The suggestions of
/// System.CommandLine itself know neither a wrong option that it took for a file name nor the values of an option.
/// </summary>
internal static class UsageError
{
    /// <summary>A guess may differ from the typed word in this many letters.</summary>
    private const int MaxDifferences = 3;

    public static void Show(ParseResult parse, CliConsole.Stream error)
    {
        var mistaken = MistakenOptions(parse).ToList();
        var messages = mistaken
            .Select(option => $"There is no option '{option}'.")
            .Concat(parse.Errors.Select(problem => WithoutTypes(problem.Message)));
        foreach (var message in messages.Distinct())
        {
            error.WriteLine("noisylabels: " + PlainText.Visible(message));
        }

        foreach (var token in parse.UnmatchedTokens.Concat(mistaken))
        {
            if (Guess(token, NamesOf(parse.CommandResult)) is { } meant)
            {
                error.WriteLine($"Did you mean '{meant}'?");
            }
        }

        error.WriteLine($"See '{PathOf(parse.CommandResult)} --help'.");
    }

    /// <summary>
    /// Unknown options that the parser took for a file name. A file that is really called <c>--x</c> goes behind
    /// <c>--</c>.
    /// </summary>
    public static IEnumerable<string> MistakenOptions(ParseResult parse) =>
        parse.Tokens.Any(token => token.Type == TokenType.DoubleDash)
            ? []
            : parse.CommandResult.Children.OfType<ArgumentResult>()
                .SelectMany(argument => argument.Tokens)
                .Select(token => token.Value)
                .Where(value => value.Length > 1 && value[0] == '-' && !value.Contains('/', StringComparison.Ordinal));

    /// <summary>The known name that is nearest to what was typed; null where none is near.</summary>
    public static string? Guess(string typed, IEnumerable<string> known) =>
        known
            .Select(name => (Name: name, Differences: Differences(typed, name)))
            .Where(guess =>
                guess.Differences <= Math.Min(MaxDifferences, Math.Max(1, guess.Name.TrimStart('-').Length / 2)))
            .OrderBy(guess => guess.Differences)
            .Select(guess => guess.Name)
            .FirstOrDefault();

    /// <summary>
    /// The parser names what it expected as .NET does, which says nothing to a user, and lists choices on lines of their
    /// own.
    /// </summary>
    private static string WithoutTypes(string message) => message
        .ReplaceLineEndings("\n")
        .Replace("\n\t", " ", StringComparison.Ordinal)
        .Replace("as expected type 'System.Nullable`1[System.Int32]'", "as a whole number", StringComparison.Ordinal)
        .Replace("as expected type 'System.Nullable`1[System.Double]'", "as a number", StringComparison.Ordinal)
        .Replace("as expected type 'System.Int32'", "as a whole number", StringComparison.Ordinal)
        .Replace("as expected type 'System.Double'", "as a number", StringComparison.Ordinal);

    private static IEnumerable<string> NamesOf(CommandResult? result)
    {
        for (var isInner = true; result is not null; result = result.Parent as CommandResult, isInner = false)
        {
            IEnumerable<string> verbs = isInner ? result.Command.Subcommands.Select(verb => verb.Name) : [];
            foreach (var name in verbs.Concat(
                    result.Command.Options.Where(option => isInner || option.Recursive).Select(option => option.Name)))
            {
                yield return name;
            }
        }
    }

    private static string PathOf(CommandResult result)
    {
        var name = result.Command is RootCommand ? "noisylabels" : result.Command.Name;
        return result.Parent is CommandResult parent ? $"{PathOf(parent)} {name}" : name;
    }

    /// <summary>Letters to insert, delete or change to make one text of the other (Levenshtein 1966).</summary>
    private static int Differences(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        foreach (var (i, letter) in a.Index())
        {
            var current = new int[b.Length + 1];
            current[0] = i + 1;
            for (var j = 0; j < b.Length; j++)
            {
                var change = previous[j] + (letter == b[j] ? 0 : 1);
                current[j + 1] = Math.Min(change, Math.Min(previous[j + 1], current[j]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
