using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Runs;
using NoisyLabels.Grains.Storage;

namespace NoisyLabels.Grains.Tests.Clusters;

/// <summary>A trainer that only claims, for silos that do not train by themselves.</summary>
internal static class Claims
{
    public static Task<RunClaim?> ClaimAsync(this Database database, DateTimeOffset now) =>
        database.WriteAsync(session => RunTable.ClaimAsync(session, "test", now));

    /// <summary>Claims the run that is next, which is this project's, and begins it.</summary>
    public static async Task<TrainingTicket> BeginAsync(
        this Database database, IProjectGrain project, DateTimeOffset now)
    {
        var claim = Assert.IsType<RunClaim>(await database.ClaimAsync(now));
        return Assert.IsType<TrainingTicket>(await project.BeginAttempt(claim.Run, claim.Fence));
    }

    public static Task<RunState?> LatestRunAsync(this Database database, ProjectKey key) =>
        database.ReadAsync(session => RunTable.LatestAsync(session, key));
}
