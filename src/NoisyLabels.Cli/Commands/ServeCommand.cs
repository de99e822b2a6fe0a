using System.CommandLine;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Cli.Commands;

/// <summary>Runs the server in this process; its log is the output of the program.</summary>
internal sealed class ServeCommand : Verb
{
    private readonly Option<string> _urls = new("--urls")
    {
        Description = "Addresses to listen at, separated by semicolons. An address that other machines reach needs a "
            + "password: set BASIC_AUTH_USER and BASIC_AUTH_PASS.",
        HelpName = "URL",
    };

    private readonly Option<string> _data = new("--data")
    {
        Description = "Folder of annotations, models and caches; else a folder of this user.",
        HelpName = "DIR",
    };

    private readonly Option<string> _labelStudio = new("--label-studio")
    {
        Description = "Address of Label Studio; else LABEL_STUDIO_URL. The key comes from LABEL_STUDIO_API_KEY.",
        HelpName = "URL",
    };

    public ServeCommand(CliConsole console)
        : base(console, "serve", "Serve Label Studio as its ML backend: learn from what is labelled, predict, correct.")
    {
        Add(_urls);
        Add(_data);
        Add(_labelStudio);
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            (
                "noisylabels serve --label-studio http://localhost:8080",
                "Listens at http://127.0.0.1:9090; then: noisylabels connect --project 1."),
            (
                "noisylabels serve --urls http://0.0.0.0:9090 --data /srv/noisylabels",
                "For a Label Studio on another machine; needs BASIC_AUTH_USER and BASIC_AUTH_PASS."),
        ];

    public override string InterruptedRemark => "Stopped. All that the server had acknowledged is kept.";

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        (Option<string> Option, string Setting)[] settings =
        [
            (_urls, "urls"),
            (_data, "NoisyLabels:DataDirectory"),
            (_labelStudio, "LABEL_STUDIO_URL"),
        ];
        string[] args =
        [
            .. settings.Where(setting => parse.GetValue(setting.Option) is not null)
                .Select(setting => $"--{setting.Setting}={parse.GetValue(setting.Option)}"),
        ];
        return await ServerHost.RunAsync(args, token);
    }
}
