namespace NoisyLabels.LabelStudio.Api.Transport;

/// <summary>How patient one call is; it travels with the request to the resilience pipeline.</summary>
/// <param name="Timeout">For one attempt, up to the headers of the answer.</param>
/// <param name="Retries">How often it may be repeated.</param>
/// <param name="RetryDelay">Before the first repetition; it doubles with each.</param>
/// <param name="IsRepeatable">Asking twice does no harm; else only what was never sent is sent again.</param>
internal sealed record CallPolicy(TimeSpan Timeout, int Retries, TimeSpan RetryDelay, bool IsRepeatable)
{
    public static readonly HttpRequestOptionsKey<CallPolicy> Key = new("NoisyLabels.CallPolicy");

    public static CallPolicy Of(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(Key, out var policy)
            ? policy
            : new CallPolicy(TimeSpan.FromSeconds(30), 0, TimeSpan.Zero, IsRepeatable: false);
}
