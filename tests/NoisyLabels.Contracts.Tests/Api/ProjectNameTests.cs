using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Contracts.Tests.Api;

public sealed class ProjectNameTests
{
    [Theory]
    [InlineData("5", "5", 5, "api/v1/projects/default/5")]
    [InlineData(" team/5 ", "team/5", 5, "api/v1/projects/team/5")]
    [InlineData("team/5.1795570229", "team/5.1795570229", 5, "api/v1/projects/team/5.1795570229")]
    public void A_name_says_its_number_and_its_place_in_the_API(string text, string name, long number, string path)
    {
        var project = ProjectName.Parse(text)!;

        Assert.Equal(name, project.ToString());
        Assert.Equal(number, project.Number);
        Assert.Equal(path, project.Path);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pets")]
    [InlineData("Team/5")]
    [InlineData("a/b/5")]
    [InlineData("../5")]
    [InlineData("5?x=1")]
    public void What_names_no_project_is_null(string? text) => Assert.Null(ProjectName.Parse(text));

    [Fact]
    public void A_key_has_a_name() =>
        Assert.Equal("api/v1/projects/team/7.1", ProjectName.Of(new ProjectKey("team", 7, 1)).Path);
}
