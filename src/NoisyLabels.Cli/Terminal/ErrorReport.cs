using System.Globalization;

namespace NoisyLabels.Cli.Terminal;

/// <summary>Turns what went wrong into one sentence for the user; the details go where they can be looked up.</summary>
internal sealed class ErrorReport(CliConsole console, bool isVerbose)
{
    public void Show(Exception exception)
    {
        if (exception is AggregateException { InnerExceptions: [var only] })
        {
            exception = only;
        }

        console.Error.WriteLine("noisylabels: " + Sentence(exception));
        if (isVerbose)
        {
            console.Error.WriteLine(exception.ToString());
        }
    }

    private string Sentence(Exception exception) => exception switch
    {
        UserErrorException => exception.Message,
        _ when ServerSentences.Of(exception) is { } sentence => sentence,
        UnauthorizedAccessException => $"{exception.Message} Check the rights of that file and its folder.",
        IOException => $"{exception.Message.TrimEnd('.')}. Check the path and the free space of the disk.",
        OutOfMemoryException => "The memory did not suffice; try fewer --threads or a smaller --size.",
        _ => $"An unexpected error ({exception.GetType().Name}: {FirstLine(exception)}). {Details(exception)}",
    };

    private string Details(Exception exception)
    {
        if (isVerbose)
        {
            return "Its details follow; please report them.";
        }

        var time = console.Clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var file = Path.Combine(Path.GetTempPath(), $"noisylabels-error-{time}-{Environment.ProcessId}.txt");
        try
        {
            File.WriteAllText(file, $"noisylabels {ProductVersion.Text}\n{Environment.OSVersion}\n\n{exception}\n");
            return $"Its details were written to {file}; please report them.";
        }
        catch (Exception writing) when (writing is IOException or UnauthorizedAccessException)
        {
            return "Run it again with --verbose to see the details.";
        }
    }

    private static string FirstLine(Exception exception) => exception.Message.Split('\n', 2)[0].TrimEnd('\r', '.');
}
