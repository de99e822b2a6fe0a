using NoisyLabels.LabelStudio.Api.Access;
using NoisyLabels.LabelStudio.Api.Problems;

namespace NoisyLabels.Cli.Connecting;

/// <summary>Is there a Label Studio, and does it take the key?</summary>
internal static class InstanceCheck
{
    private const string Subject = "Label Studio";
    private const string Key = "API key";

    /// <summary>A personal access token lives for many years; one that ends soon was made to end soon.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public static async Task<bool> RunAsync(
        LabelStudioAccess access, ConnectReport report, TimeProvider clock, CancellationToken token)
    {
        var version = await access.Client.ReadVersionAsync(token);
        if (!version.IsSuccess)
        {
            report.Fail(Subject, version.Problem.Message, "Start it, or give its address with --label-studio URL.");
            return false;
        }

        report.Ok(Subject, $"{version.Value.Release} {version.Value.Edition}".TrimEnd() + $" at {access.Name}");
        var me = await access.Client.Users.WhoAmIAsync(token);
        if (!me.IsSuccess)
        {
            report.Fail(Key, me.Problem.Message, Remedy(me.Problem.Kind, access.Options.Key));
            return false;
        }

        var key = access.Options.Key!;
        var detail = $"{KindOf(key)} of {me.Value.Email}";
        if (key.ExpiresAt is { } end && end - clock.GetUtcNow() < Soon)
        {
            report.Warn(Key, $"{detail}; it ends on {end:yyyy-MM-dd}", "Make a new one in Label Studio in time.");
        }
        else if (key.Kind is TokenKind.Access)
        {
            report.Warn(Key, $"{detail}; it lives five minutes", "Use a personal access token instead.");
        }
        else
        {
            report.Ok(Key, detail);
        }

        return true;
    }

    private static string KindOf(ApiKey key) => key.Kind switch
    {
        TokenKind.Legacy => "legacy token",
        TokenKind.Access => "access token",
        _ => "personal access token",
    };

    private static string Remedy(ApiProblemKind kind, ApiKey? key) => kind switch
    {
        ApiProblemKind.KeyRefused when key is { Kind: TokenKind.Legacy } && LooksCut(key) =>
            "It begins as a personal access token does, but is cut short: copy it once more, whole, and set "
            + $"{LabelStudioAccess.KeyVariable} to it.",
        ApiProblemKind.NoKey =>
            "In Label Studio: Account & Settings → Personal Access Token → Create; then "
            + $"export {LabelStudioAccess.KeyVariable}=… here and for the server.",
        ApiProblemKind.LegacyTokensOff =>
            "New and upgraded installations have legacy tokens off. Create a personal access token under Account & "
            + $"Settings and set {LabelStudioAccess.KeyVariable} to it; or let an owner switch legacy tokens on under "
            + "Organization → Settings (LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN=true works only before the first "
            + "start).",
        ApiProblemKind.KeyRefused =>
            $"Copy the key once more, whole, or create another, and set {LabelStudioAccess.KeyVariable} to it.",
        _ => "Try again when Label Studio answers.",
    };

    /// <summary>JSON in base64, as the first part of a JWT is; no legacy token begins so.</summary>
    private static bool LooksCut(ApiKey key) => key.Token.Reveal().StartsWith("eyJ", StringComparison.Ordinal);
}
