using System.CommandLine;
using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Commands;

internal sealed class DoctorCommand(CliConsole console) : Verb(console, "doctor", "Check that everything that a run needs is there and works.")
{
    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        var x = await voice.WorkAsync(p => { for (var i = 0; i <= 400; i++) { p.Report(new("features", i, 400, "images")); token.WaitHandle.WaitOne(10); token.ThrowIfCancellationRequested(); } for (var i = 0; i <= 100; i++) { p.Report(new("heads", i, 100, "rounds")); token.WaitHandle.WaitOne(10);  } return 3; }, token);
        voice.Result(new { x }, o => o.WriteLine("done " + x));
        return 0;
    }
}
