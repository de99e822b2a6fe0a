namespace NoisyLabels.Architecture.Tests;

/// <summary>
/// Arrows go down: programs see what they are made of, libraries see what lies below them in the table, and the contract
/// sees the protocol alone.
/// </summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> MaySee = new()
    {
        ["NoisyLabels.Common"] = [],
        ["NoisyLabels.Imaging"] = [],
        ["NoisyLabels.LabelStudio"] = [],
        ["NoisyLabels.Contracts"] = ["NoisyLabels.LabelStudio"], // the events and tasks that grains are handed
        ["NoisyLabels.Learning"] = ["NoisyLabels.Common", "NoisyLabels.Imaging"],
        ["NoisyLabels.Datasets"] = ["NoisyLabels.Common", "NoisyLabels.Imaging", "NoisyLabels.Learning"],
        ["NoisyLabels.Grains"] =
        [
            "NoisyLabels.Common",
            "NoisyLabels.Contracts",
            "NoisyLabels.LabelStudio",
            "NoisyLabels.Learning",
        ],
        ["NoisyLabels.Server"] =
            ["NoisyLabels.Common", "NoisyLabels.Contracts", "NoisyLabels.LabelStudio", "NoisyLabels.Grains"],
        ["NoisyLabels.Cli"] =
        [
            "NoisyLabels.Common",
            "NoisyLabels.Contracts",
            "NoisyLabels.Imaging",
            "NoisyLabels.LabelStudio",
            "NoisyLabels.Learning",
            "NoisyLabels.Datasets",
            "NoisyLabels.Server", // for the verb serve: one program to install
        ],
    };

    public static TheoryData<string> SourceProjects => [.. Repository.SourceProjects];

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void A_project_sees_only_what_the_table_allows(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Assert.True(MaySee.ContainsKey(name), $"{name} is not in the table: give it a row, or do without it.");

        var references = Repository
            .Xml(project)
            .Descendants("ProjectReference")
            .Select(reference =>
                Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        references.Except(MaySee[name]).ShouldBeNone();
    }

    [Fact]
    public void The_table_itself_has_no_circle()
    {
        var order = MaySee.Keys.ToList();
        foreach (var (project, seen) in MaySee)
        {
            Assert.All(
                seen,
                other => Assert.True(order.IndexOf(other) < order.IndexOf(project), $"{project} → {other}"));
        }
    }

    [Fact]
    public void The_solution_contains_every_project()
    {
        var solution = Repository.Text("NoisyLabels.sln").Replace('\\', '/');
        Assert.All(
            Repository.Projects,
            project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_package_version_is_central()
    {
        var versions =
            from project in Repository.Projects.Concat(
                Repository.Files.Where(file => file.EndsWith("Directory.Build.props", StringComparison.Ordinal)))
            from reference in Repository.Xml(project).Descendants("PackageReference")
            where
                reference.Attribute("Version") is not null
                || reference.Attribute("VersionOverride") is not null
                || reference.HasElements
            select $"{project}: {reference}";
        versions.ShouldBeNone();
    }

    [Theory]
    [InlineData("SixLabors.", "NoisyLabels.Imaging")]
    [InlineData("TorchSharp", "NoisyLabels.Learning")]
    [InlineData("Microsoft.ML.OnnxRuntime", "NoisyLabels.Learning")]
    [InlineData("Npgsql", "NoisyLabels.Grains")]
    [InlineData("Dapper", "NoisyLabels.Grains")]
    [InlineData("Spectre.", "NoisyLabels.Cli")]
    [InlineData("System.CommandLine", "NoisyLabels.Cli")]
    public void A_heavy_package_is_referenced_by_one_project(string package, string owner)
    {
        var users =
            from project in Repository.SourceProjects
            from reference in Repository.Xml(project).Descendants("PackageReference")
            where reference.Attribute("Include")!.Value.StartsWith(package, StringComparison.Ordinal)
            select Path.GetFileNameWithoutExtension(project);
        Assert.Equal([owner], users.Distinct());
    }
}
