namespace NoisyLabels.Grains.Tests.Storage;

/// <summary>One suite for both engines; what needs a server of PostgreSQL is left to <c>tests/run.sh</c>.</summary>
public static class Engines
{
    public static IEnumerable<TheoryDataRow<Engine>> All =>
    [
        new(Engine.Sqlite),
        new(Engine.PostgreSql) { Explicit = true },
    ];
}
