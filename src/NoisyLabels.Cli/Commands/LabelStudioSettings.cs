using System.CommandLine;
using NoisyLabels.Cli.Connecting;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Cli.Commands;

/// <summary>The options of verbs that talk to a Label Studio, and about our server.</summary>
internal sealed class LabelStudioSettings
{
    private readonly Option<string?> _labelStudio = new("--label-studio")
    {
        Description = "Address of Label Studio; else LABEL_STUDIO_URL, else http://localhost:8080. The key is taken "
            + "from LABEL_STUDIO_API_KEY (a personal access token, or a legacy token).",
        HelpName = "URL",
    };

    private readonly Option<long?> _project = new("--project")
    {
        Description = "Number of the project: it stands in the address of its page.",
        HelpName = "ID",
    };

    private readonly Option<string?> _title = new("--title")
    {
        Description = "The project by its whole title.",
        HelpName = "TITLE",
    };

    private readonly Option<string?> _backend = new("--backend")
    {
        Description = "Address of 'noisylabels serve' as Label Studio reaches it; else "
            + $"{ConnectOptions.UsualBackend}.",
        HelpName = "URL",
    };

    private readonly Option<string?> _user = new("--user")
    {
        Description = "User name that the server asks for; else BASIC_AUTH_USER.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _password = new("--password")
    {
        Description = "Its password; else BASIC_AUTH_PASS, which others on this machine cannot see.",
        HelpName = "WORD",
    };

    public Option<string?> LabelStudio => _labelStudio;

    public void AddTo(Command verb, bool withBackend)
    {
        verb.Add(_labelStudio);
        verb.Add(_project);
        verb.Add(_title);
        if (withBackend)
        {
            verb.Add(_backend);
            verb.Add(_user);
            verb.Add(_password);
        }
    }

    public bool NamesProject(System.CommandLine.Parsing.CommandResult result) =>
        result.GetValue(_project) is not null || result.GetValue(_title) is not null;

    public string? Address(ParseResult parse) => parse.GetValue(_labelStudio);

    public long? Project(ParseResult parse) => parse.GetValue(_project);

    public string? Title(ParseResult parse) => parse.GetValue(_title);

    /// <exception cref="UserErrorException">The backend's address or its user cannot be used.</exception>
    public ConnectOptions Connect(ParseResult parse, bool changesNothing)
    {
        var user = parse.GetValue(_user) ?? Variable("BASIC_AUTH_USER");
        var password = parse.GetValue(_password) ?? Variable("BASIC_AUTH_PASS");
        if (user is null != password is null)
        {
            throw new UserErrorException(
                $"A {(user is null ? "user name" : "password")} is missing: --user and --password go together.");
        }

        return new ConnectOptions
        {
            Project = Project(parse),
            ProjectTitle = Title(parse),
            Backend = BackendAddress.Parse(parse.GetValue(_backend) ?? ConnectOptions.UsualBackend),
            User = user,
            Password = password is null ? null : new Secret(password),
            ChangesNothing = changesNothing,
        };
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
