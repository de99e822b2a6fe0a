namespace NoisyLabels.Grains.Storage.Rows;

/// <summary>Which corrections of a version are asked for, worst first.</summary>
/// <param name="Control">Name of the control.</param>
/// <param name="OnlyIssues">Only labels that are reported as wrong.</param>
/// <param name="OnlyOpen">Only tasks about which nobody has decided.</param>
/// <param name="Given">Only this given label.</param>
/// <param name="Suggested">Only this suggested label.</param>
/// <param name="AfterQuality">Go on after the row with this label quality and <paramref name="AfterTask"/>.</param>
/// <param name="AfterTask">See <paramref name="AfterQuality"/>; label quality alone may be shared.</param>
/// <param name="Limit">Most rows, from 1.</param>
public sealed record CorrectionFilter(
    string Control,
    bool OnlyIssues = false,
    bool OnlyOpen = false,
    string? Given = null,
    string? Suggested = null,
    double? AfterQuality = null,
    long? AfterTask = null,
    int Limit = 100);
