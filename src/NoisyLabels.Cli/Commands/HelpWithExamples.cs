using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace NoisyLabels.Cli.Commands;

/// <summary>The usual help, and below it examples to begin with.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        HideArgumentsAbove(parseResult.CommandResult);
        var code = help.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command switch
        {
            Verb verb => verb.Examples,
            RootCommand => Program,
            _ => [],
        };
        var output = parseResult.InvocationConfiguration.Output;
        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (var (line, remark) in examples)
            {
                output.WriteLine($"  {line}");
                output.WriteLine($"      {remark}");
            }

            output.WriteLine();
        }

        return code;
    }

    /// <summary>What a verb takes is of no use to the verbs below it, but would be shown in their help.</summary>
    private static void HideArgumentsAbove(CommandResult verb)
    {
        for (var above = verb.Parent as CommandResult; above is not null; above = above.Parent as CommandResult)
        {
            foreach (var argument in above.Command.Arguments)
            {
                argument.Hidden = true;
            }
        }
    }

    private static readonly IReadOnlyList<(string CommandLine, string Remark)> Program =
    [
        ("noisylabels quickstart", "Draw an example, find its wrong labels, show how many were found; under a minute."),
        ("noisylabels find photos/", "Rank the images of photos/CLASS/*.jpg by how likely their label is wrong."),
        ("noisylabels find --help", "All options of a verb."),
    ];
}
