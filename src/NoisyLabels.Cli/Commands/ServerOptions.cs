using System.CommandLine;
using NoisyLabels.Cli.ServerApi;
using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Cli.Commands;

/// <summary>The options of verbs that ask a running server about a project.</summary>
internal sealed class ServerOptions
{
    private readonly Option<string?> _server = new("--server")
    {
        Description = $"Address of 'noisylabels serve'; else {ServerConnection.DefaultAddress}. The password comes "
            + "from BASIC_AUTH_USER and BASIC_AUTH_PASS.",
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

    public ServerConnection Open(ParseResult parse) => ServerConnection.Open(parse.GetValue(_server));

    /// <exception cref="UserErrorException">The option names no project.</exception>
    public ProjectName Name(ParseResult parse)
    {
        var text = parse.GetRequiredValue(_project);
        return ProjectName.Parse(text) ?? throw new UserErrorException(
            $"--project is no project: \"{text}\". Give its number as in the address of its page in Label Studio, "
            + "with the instance's name before it where there are several: 5, team/5.");
    }
}
