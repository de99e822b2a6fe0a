namespace NoisyLabels.Datasets.Corrections;

/// <summary>Names in files of corrections.</summary>
internal static class CorrectionKeys
{
    public const string Paths = "corrected_paths";
    public const string OriginalLabels = "original_labels";
    public const string CorrectedLabels = "corrected_labels";
    public const string Scores = "corrected_scores";

    public const string SchemaVersion = "schema_version";
    public const string Project = "project";
    public const string ModelVersion = "model_version";
    public const string Items = "items";
    public const string Path = "path";
    public const string OriginalLabel = "original_label";
    public const string CorrectedLabel = "corrected_label";
    public const string Score = "score";
    public const string LabelQuality = "label_quality";
    public const string State = "state";
    public const string Sha256 = "sha256";

    private static readonly Dictionary<string, CorrectionState> States =
        Enum.GetValues<CorrectionState>().ToDictionary(NameOf, StringComparer.Ordinal);

    public static string NameOf(CorrectionState state) => state switch
    {
        CorrectionState.Unchanged => "unchanged",
        CorrectionState.Suggested => "suggested",
        CorrectionState.Accepted => "accepted",
        CorrectionState.Kept => "kept",
        CorrectionState.Relabelled => "relabelled",
        CorrectionState.Excluded => "excluded",
        CorrectionState.Unsure => "unsure",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No state of a correction."),
    };

    public static CorrectionState? StateOf(string name) => States.TryGetValue(name, out var state) ? state : null;

    public static IEnumerable<string> StateNames => States.Keys;
}
