using NoisyLabels.Cli.Diagnosis;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Cli.Connecting;

/// <summary>What was found and done while connecting, in order.</summary>
internal sealed class ConnectReport
{
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    public ProjectRecord? Project { get; set; }

    public BackendRow? Row { get; set; }

    public WebhookRow? Webhook { get; set; }

    /// <summary>How many things 'connect' would do that were left undone because nothing was to be changed.</summary>
    public int LeftUndone { get; private set; }

    public bool IsFit => _findings.All(finding => finding.Verdict != Verdict.Fail);

    public void Ok(string subject, string detail) => _findings.Add(Finding.Ok(subject, detail));

    public void Warn(string subject, string detail, string remedy) =>
        _findings.Add(Finding.Warn(subject, detail, remedy));

    public void Fail(string subject, string detail, string remedy) =>
        _findings.Add(Finding.Fail(subject, detail, remedy));

    /// <summary>Something that 'connect' puts right by itself, where it may change things.</summary>
    public void Undone(string subject, string detail, string would)
    {
        LeftUndone++;
        _findings.Add(Finding.Warn(subject, detail, would));
    }
}
