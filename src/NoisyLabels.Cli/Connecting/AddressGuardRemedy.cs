namespace NoisyLabels.Cli.Connecting;

/// <summary>What to set for Label Studio where its address guard keeps it from calling us.</summary>
internal static class AddressGuardRemedy
{
    private const string Networks =
        "To open one network only, set USE_DEFAULT_BANNED_SUBNETS=false and list all the others in "
        + "USER_ADDITIONAL_BANNED_SUBNETS.";

    /// <summary>Nothing was saved: calls to backends are guarded, webhooks as a rule too.</summary>
    public const string Backends =
        "Set ML_BLOCK_LOCAL_IP=false and SSRF_PROTECTION_ENABLED=false in the environment of Label Studio (not here), "
        + "restart it, and run this again. " + Networks;

    /// <summary>The backend could be saved, its webhook not.</summary>
    public const string Webhooks =
        "Set SSRF_PROTECTION_ENABLED=false in the environment of Label Studio (not here), restart it, and run this "
        + "again; ML_BLOCK_LOCAL_IP alone is not enough. " + Networks;
}
