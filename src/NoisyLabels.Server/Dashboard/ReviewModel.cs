using NoisyLabels.Server.Api;

namespace NoisyLabels.Server.Dashboard;

/// <param name="Facts">The control and the version, in words.</param>
/// <param name="Control">Empty when the project has no single choice.</param>
/// <param name="Classes">A JSON list of the control's classes.</param>
/// <param name="Worst">The first page, for those without JavaScript.</param>
internal sealed record ReviewModel(
    string Title, string Facts, string ApiPath, string Control, string Classes, IReadOnlyList<Correction> Worst);
