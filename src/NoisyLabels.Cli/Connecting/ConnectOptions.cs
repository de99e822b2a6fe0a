using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Cli.Connecting;

/// <summary>What is to be connected with what.</summary>
internal sealed record ConnectOptions
{
    /// <summary>Where NoisyLabels listens when nothing else was said.</summary>
    public const string UsualBackend = "http://localhost:9090";

    /// <summary>Number of the project; null where it is named by <see cref="ProjectTitle"/>, or not at all.</summary>
    public long? Project { get; init; }

    public string? ProjectTitle { get; init; }

    /// <summary>Our server as Label Studio has to call it.</summary>
    public Uri Backend { get; init; } = new(UsualBackend);

    /// <summary>What the Model page and the label stream call it.</summary>
    public string Name { get; init; } = "NoisyLabels";

    /// <summary>For Basic auth of our server; null for none.</summary>
    public string? User { get; init; }

    public Secret? Password { get; init; }

    /// <summary>Look only; what could be put right is said.</summary>
    public bool ChangesNothing { get; init; }

    public bool NamesProject => Project is not null || ProjectTitle is not null;
}
