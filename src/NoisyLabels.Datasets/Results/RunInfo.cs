namespace NoisyLabels.Datasets.Results;

/// <summary>How a run was made, as far as its data do not say it; goes into <c>run.json</c>.</summary>
public sealed record RunInfo
{
    public required string ToolVersion { get; init; }

    /// <summary>When the run began; from the program's <see cref="TimeProvider"/>.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What the user named as the dataset: a folder or a manifest.</summary>
    public required string Source { get; init; }

    /// <summary>The command's options as they were in force, by name; null where one was not set.</summary>
    public required IReadOnlyDictionary<string, object?> Options { get; init; }

    public required long Seed { get; init; }

    public required int Threads { get; init; }

    /// <summary>Where the heads were trained: <c>cpu</c>, <c>cuda:0</c>.</summary>
    public required string Device { get; init; }

    public required BackboneInfo Backbone { get; init; }

    /// <summary>Estimated share of wrong labels, 0 to 1; null where the method estimates none.</summary>
    public double? EstimatedNoiseRate { get; init; }

    /// <summary>
    /// How label quality compares with what people found; null before there are decisions to compare with.
    /// </summary>
    public IReadOnlyList<CalibrationBin>? Calibration { get; init; }

    /// <summary>Seconds of each phase, by its name.</summary>
    public IReadOnlyDictionary<string, double> Timings { get; init; } = new Dictionary<string, double>();

    /// <summary>The project that the images belong to; null for a plain folder.</summary>
    public string? Project { get; init; }

    /// <summary>Name of the model; null makes one of the method, the backbone and the seed.</summary>
    public string? ModelVersion { get; init; }
}

/// <summary>Which encoder made the features of a run.</summary>
/// <param name="Name">As <c>--backbone</c> takes it.</param>
/// <param name="Sha256">Of its ONNX file, 64 hexadecimal digits in lower case.</param>
/// <param name="Sizes">Edge lengths of the input in pixels; features of several are combined.</param>
/// <param name="Dimension">D, the length of a row of features.npy.</param>
public sealed record BackboneInfo(string Name, string Sha256, IReadOnlyList<int> Sizes, int Dimension);
