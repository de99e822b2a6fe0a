namespace NoisyLabels.Cli.Diagnosis;

internal static class ByteSize
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>As in <c>71.3 GiB</c>.</summary>
    public static string Text(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        for (; value >= 1024 && unit < Units.Length - 1; unit++)
        {
            value /= 1024;
        }

        return $"{value:0.#} {Units[unit]}";
    }
}
