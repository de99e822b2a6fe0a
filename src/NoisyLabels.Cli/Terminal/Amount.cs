namespace NoisyLabels.Cli.Terminal;

/// <summary>A number and what is counted, in the singular or the plural.</summary>
internal static class Amount
{
    /// <summary>As in <c>1 image</c> and <c>2,000 images</c>.</summary>
    /// <param name="many">The plural, where it is not the singular with an s.</param>
    public static string Of(int count, string one, string? many = null) =>
        $"{count:N0} {(count == 1 ? one : many ?? one + "s")}";
}
