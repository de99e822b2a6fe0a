namespace NoisyLabels.Server.Backend;

internal static class ModelVersions
{
    /// <summary>
    /// What a project answers before its first model; for requests that name no project, which have none either.
    /// </summary>
    public const string NoModel = "noisylabels-v0";
}
