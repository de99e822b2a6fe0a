using System.CommandLine;

namespace NoisyLabels.Cli.Terminal;

/// <summary>Options that every verb takes.</summary>
internal static class GlobalOptions
{
    public const string Json = "--json";
    public const string Quiet = "--quiet";
    public const string Verbose = "--verbose";

    public static IEnumerable<Option> All() =>
    [
        Flag(Json, "Print the result as one JSON object."),
        Flag(Quiet, "Show no progress and no remarks; results and errors only.", "-q"),
        Flag(Verbose, "Show the stack of an unexpected error."),
    ];

    private static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Recursive = true };
}
