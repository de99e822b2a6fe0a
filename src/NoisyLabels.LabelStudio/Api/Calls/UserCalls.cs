using System.Text.Json;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;
using NoisyLabels.LabelStudio.Json;

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
        _connection.ListAsync(Call.Get("api/users/"), UserRecord.Read, cancellation);
}

/// <summary>A user of Label Studio; whose number is an annotation's <c>completed_by</c>.</summary>
public sealed record UserRecord(long Id, string Email)
{
    internal static UserRecord? Read(JsonElement user) =>
        user.ValueKind is JsonValueKind.Object && user.Whole("id") is { } id
            ? new UserRecord(id, user.Text("email") ?? "")
            : null;
}
