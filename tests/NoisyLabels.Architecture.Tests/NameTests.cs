using System.Text.RegularExpressions;

namespace NoisyLabels.Architecture.Tests;

/// <summary>One name, one meaning: a reader of one project must not meet another thing of that name in the next.</summary>
public sealed partial class NameTests
{
    /// <summary>ASP.NET's and the console's entry points are both called so by the compiler.</summary>
    private static readonly string[] Exempt = ["Program"];

    [Fact]
    public void No_type_stands_in_two_projects_under_one_name() =>
        (from file in Repository.SourceFiles.Intersect(Repository.CSharpFiles)
         from line in Repository.Lines(file)
         let name = TypeDeclaration().Match(line).Groups[1].Value
         where name.Length > 0 && !Exempt.Contains(name)
         group file.Split('/')[1] by name into types
         let projects = types.Distinct().Order(StringComparer.Ordinal).ToList()
         where projects.Count > 1
         select $"{types.Key}: {string.Join(", ", projects)}").ShouldBeNone();

    [Theory]
    [InlineData("internal sealed record Correction(", "Correction")]
    [InlineData("public readonly record struct Place(int X)", "Place")]
    [InlineData("    private sealed record Entry(int X);", "")]
    public void Declarations_at_the_level_of_a_namespace_are_recognised(string line, string name) =>
        Assert.Equal(name, TypeDeclaration().Match(line).Groups[1].Value);

    [GeneratedRegex(@"^(?:public|internal)(?: (?:static|sealed|abstract|readonly|partial|unsafe|ref))* (?:class|record struct|record|struct|interface|enum|delegate [\w<>?]+) (\w+)")]
    private static partial Regex TypeDeclaration();
}
