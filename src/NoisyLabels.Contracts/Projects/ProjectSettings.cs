using System.Text.Json.Serialization;

namespace NoisyLabels.Contracts.Projects;

/// <summary>
/// What a team may choose for its project. Numbers 0 and 5 were the texts of today's enumerations; they stay unused.
/// </summary>
[GenerateSerializer, Immutable, Alias("NoisyLabels.ProjectSettings")]
public sealed record ProjectSettings
{
    /// <summary>How the model learns.</summary>
    /// <value><c>frozen</c> (the default) or a method of <c>find --method</c>, for example <c>instancegm-features</c>.</value>
    [Id(9), JsonConverter(typeof(SettingNameConverter<TrainingEngine>))]
    public TrainingEngine Engine { get; init; }

    /// <summary>Train when annotations arrive, not only when somebody asks for it.</summary>
    /// <value>True by default.</value>
    [Id(1)]
    public bool TrainsByItself { get; init; } = true;

    /// <summary>Labelled images from which a first model is made.</summary>
    /// <value>From 2; 20 by default.</value>
    [Id(2)]
    public int LeastLabels { get; init; } = 20;

    /// <summary>
    /// After a new version, write its predictions into Label Studio (<c>import/predictions</c>), and suspected wrong
    /// labels as <c>mislabeling</c>. Needs an API key.
    /// </summary>
    /// <value>True by default.</value>
    [Id(3)]
    public bool PushesPredictions { get; init; } = true;

    /// <summary>Name of the backbone.</summary>
    /// <value>Null by default: the one that comes with the product.</value>
    [Id(4)]
    public string? Backbone { get; init; }

    /// <summary>Which annotations that are marked as ground truth are believed.</summary>
    /// <value><c>when-exceptional</c> (the default), <c>always</c> or <c>never</c>.</value>
    [Id(10), JsonConverter(typeof(SettingNameConverter<GroundTruthTrust>))]
    public GroundTruthTrust GroundTruth { get; init; }

    /// <summary>Weight of a prediction that a person took over unchanged.</summary>
    /// <value>From 0 to 1; 0.5 by default.</value>
    [Id(6)]
    public double AcceptedPredictionWeight { get; init; } = 0.5;

    /// <summary>
    /// Estimate for each annotator how many labels are right. People are measured by it, so somebody has to decide that.
    /// </summary>
    /// <value>False by default.</value>
    [Id(8)]
    public bool MeasuresAnnotators { get; init; }

    /// <summary>Draws folds and samples.</summary>
    [Id(7)]
    public int Seed { get; init; }
}
