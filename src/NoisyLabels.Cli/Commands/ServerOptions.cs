using System.CommandLine;
using NoisyLabels.Cli.Serving;

namespace NoisyLabels.Cli.Commands;

/// <summary>The options of verbs that ask a running server about a project.</summary>
internal sealed class ServerOptions
{
    private readonly Option<string?> _server = new("--server")
    {
        Description = $"Address of 'noisylabels serve'; else {ServerAccess.UsualAddress}. A password is taken from "
            + "BASIC_AUTH_USER and BASIC_AUTH_PASS.",
        HelpName = "URL",
    };

    private readonly Option<string?> _project = new("--project")
    {
        Description = "Number of the project in Label Studio, with the instance before it where there are several: "
            + "5, team/5.",
        HelpName = "ID",
    };

    public Option<string?> Project => _project;

    public void AddTo(Command verb, bool isRequired)
    {
        _project.Required = isRequired;
        verb.Add(_project);
        verb.Add(_server);
    }

    public ServerAccess Open(ParseResult parse) => ServerAccess.Open(parse.GetValue(_server));

    public ProjectName Name(ParseResult parse) => ProjectName.Parse(parse.GetRequiredValue(_project)!);
}
