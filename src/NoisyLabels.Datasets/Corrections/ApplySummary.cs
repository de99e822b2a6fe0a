using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Corrections;

/// <summary>What applying corrections did, or would do. Unchanged + moved + excluded = images.</summary>
public sealed record ApplySummary
{
    public required bool IsDryRun { get; init; }

    /// <summary>Images found in the source.</summary>
    public required int Images { get; init; }

    public required int Unchanged { get; init; }

    public required int Moved { get; init; }

    public required int Excluded { get; init; }

    /// <summary>
    /// Suggestions that were not applied because of their score; their images are among the unchanged.
    /// </summary>
    public required int BelowThreshold { get; init; }

    /// <summary>How many images go from which class to which, most first.</summary>
    public required IReadOnlyList<LabelMove> Moves { get; init; }

    /// <summary>Images whose name was taken where they went, so that they got another.</summary>
    public required IReadOnlyList<Collision> Collisions { get; init; }

    /// <summary>Classes that the source does not have.</summary>
    public required IReadOnlyList<string> NewClasses { get; init; }

    /// <summary>Paths that the corrections list and the source does not have.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Images of the source that the corrections do not list; they are among the unchanged.</summary>
    public required IReadOnlyList<string> Unlisted { get; init; }

    /// <summary>
    /// Corrections that do not fit their image, with the reason; their images are among the unchanged.
    /// </summary>
    public required IReadOnlyList<SkippedImage> NotApplied { get; init; }

    /// <summary>
    /// Files of the source that are no images or cannot be read; they are not in the corrected dataset.
    /// </summary>
    public required IReadOnlyList<SkippedImage> LeftOut { get; init; }
}

/// <summary>Images that go from one class to another.</summary>
public sealed record LabelMove(string From, string To, int Count);

/// <summary>An image that could not keep its name.</summary>
/// <param name="Source">Path in the source.</param>
/// <param name="Target">Path in the corrected dataset.</param>
public sealed record Collision(string Source, string Target);
