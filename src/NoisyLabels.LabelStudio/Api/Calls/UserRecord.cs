using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>A user of Label Studio; their number is an annotation's <c>completed_by</c>.</summary>
public sealed record UserRecord(long Id, string Email, string FirstName, string LastName)
{
    internal static UserRecord? Read(JsonElement user) =>
        user.ValueKind is JsonValueKind.Object && user.Whole("id") is { } id
            ? new UserRecord(
                id, user.Text("email") ?? "", user.Text("first_name") ?? "", user.Text("last_name") ?? "")
            : null;
}
