namespace NoisyLabels.Cli.Diagnosis;

internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Runs work, but something is worth a look.</summary>
    Warn,

    /// <summary>Runs do not work.</summary>
    Fail,
}
