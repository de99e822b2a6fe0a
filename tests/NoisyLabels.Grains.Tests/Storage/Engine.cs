namespace NoisyLabels.Grains.Tests.Storage;

public enum Engine
{
    Sqlite,
    PostgreSql,
}
