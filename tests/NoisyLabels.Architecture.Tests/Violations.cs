namespace NoisyLabels.Architecture.Tests;

internal static class Violations
{
    /// <summary>Fails with all of them, one a line; <c>Assert.Empty</c> would cut them short.</summary>
    public static void ShouldBeNone(this IEnumerable<string> violations)
    {
        var all = violations.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
