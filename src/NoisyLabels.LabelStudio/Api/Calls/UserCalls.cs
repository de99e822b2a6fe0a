using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>Who is who, and whom the key belongs to.</summary>
public sealed class UserCalls
{
    private readonly Connection _connection;

    internal UserCalls(Connection connection) => _connection = connection;

    /// <summary>The user of the key: the cheapest way to see whether it works.</summary>
    public Task<ApiResult<UserRecord>> WhoAmIAsync(CancellationToken cancellation = default) =>
        _connection.AskAsync(Call.Get("api/current-user/whoami"), UserRecord.Read, cancellation);

    public Task<ApiResult<IReadOnlyList<UserRecord>>> ListAsync(CancellationToken cancellation = default) =>
        _connection.AskAsync(Call.Get("api/users/"), answer => Rows.Read(answer, UserRecord.Read), cancellation);
}
