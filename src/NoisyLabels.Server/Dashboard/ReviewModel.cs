using NoisyLabels.Contracts.Projects;
using NoisyLabels.Server.Api;

namespace NoisyLabels.Server.Dashboard;

/// <param name="Control">The choice that is reviewed; null where there is none.</param>
/// <param name="Page">The worst open labels; null before the first model.</param>
internal sealed record ReviewModel(ProjectStatus Status, ControlStatus? Control, CorrectionPage? Page);
