namespace NoisyLabels.Benchmarks.Experiments;

/// <summary>Says whether an experiment shows what it was to show.</summary>
internal static class Verdict
{
    public static string Of(bool passes, FormattableString why) => Of(passes, FormattableString.Invariant(why));

    public static string Of(bool passes, string why) => $"**{(passes ? "Passes" : "Does not pass")}**: {why}.";
}
