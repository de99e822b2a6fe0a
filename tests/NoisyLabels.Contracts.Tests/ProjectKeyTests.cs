namespace NoisyLabels.Contracts.Tests;

public sealed class ProjectKeyTests
{
    [Theory]
    [InlineData("default/14.1795570229", "default", 14, 1795570229)]
    [InlineData("team-a/1.0", "team-a", 1, 0)]
    public void A_key_reads_what_it_writes(string text, string instance, long id, long created)
    {
        var key = ProjectKey.Parse(text);
        Assert.Equal(new ProjectKey(instance, id, created), key);
        Assert.Equal(text, key!.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("14.1795570229")]
    [InlineData("default/14")]
    [InlineData("Default/14.1")]
    [InlineData("-a/14.1")]
    [InlineData("a/b/14.1")]
    [InlineData("../14.1")]
    [InlineData("default/-1.1")]
    public void What_is_no_key_is_null(string? text) => Assert.Null(ProjectKey.Parse(text));
}
