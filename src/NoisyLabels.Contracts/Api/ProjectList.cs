namespace NoisyLabels.Contracts.Api;

/// <summary>The answer to <c>GET /api/v1/projects</c>.</summary>
/// <param name="Projects">Most recently set up first.</param>
public sealed record ProjectList(IReadOnlyList<ProjectSummary> Projects);

/// <param name="Key">A <see cref="ProjectKey"/> as text.</param>
/// <param name="Title">Null while Label Studio has not said it.</param>
/// <param name="ModelVersion">The active version; that of "no model yet" before the first.</param>
public sealed record ProjectSummary(string Key, string? Title, string ModelVersion, DateTimeOffset UpdatedAt);
