namespace NoisyLabels.Contracts.Projects;

/// <param name="LabelConfig">The labelling configuration, XML; empty where the project has none.</param>
/// <param name="Hostname">Where Label Studio believes itself to be; good for a name, nothing is sent there.</param>
/// <param name="Title">Null where the sender does not say it.</param>
/// <param name="AccessToken">
/// A token of Label Studio's, for use where no API key is configured; kept in memory alone, and shown to the configured
/// address alone.
/// </param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.SetupCommand")]
public sealed record SetupCommand(string LabelConfig, string? Hostname, string? Title, string? AccessToken = null)
{
    /// <summary>Without the token: a record would print all that it has.</summary>
    public override string ToString() => $"{nameof(SetupCommand)} {{ {nameof(Title)} = {Title} }}";
}
