using System.Text.RegularExpressions;

namespace NoisyLabels.Architecture.Tests;

/// <summary>Inside a project, folders have one direction: who uses whom is read from the <c>using</c> lines.</summary>
public sealed partial class FolderDirectionTests
{
    public static TheoryData<string> Projects =>
        [.. Repository.SourceProjects.Select(project => Path.GetFileNameWithoutExtension(project))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_do_not_run_in_circles(string project) =>
        CirclesIn(UsesOf(project)).ShouldBeNone();

    /// <summary>Guards the test above: a search that finds nothing anywhere proves nothing.</summary>
    [Fact]
    public void A_circle_over_three_folders_is_found()
    {
        ILookup<string, string> uses = new[] { ("A", "B"), ("B", "C"), ("C", "A"), ("A", "D") }
            .ToLookup(use => use.Item1, use => use.Item2);

        Assert.Equal(["A", "B", "C"], CirclesIn(uses).Select(circle => circle[..1]));
    }

    [Fact]
    public void Folders_of_a_project_use_each_other() => Assert.NotEmpty(UsesOf("NoisyLabels.Learning"));

    private static ILookup<string, string> UsesOf(string project)
    {
        var prefix = $"src/{project}/";
        var uses =
            from file in Repository.SourceFiles
            where file.StartsWith(prefix, StringComparison.Ordinal) && Path.GetExtension(file) is ".cs" or ".cshtml"
            let folders = file[prefix.Length..].Split('/')[..^1]
            where folders.Length > 0
            from line in Repository.Lines(file)
            let used = Using().Match(line).Groups[1].Value
            where used.StartsWith($"{project}.", StringComparison.Ordinal)
            let target = used[(project.Length + 1)..].Split('.')[0]
            where target != folders[0]
            select (From: folders[0], To: target);
        return uses.Distinct().ToLookup(use => use.From, use => use.To);
    }

    /// <returns>Each folder that leads back to itself, with one way round.</returns>
    private static IEnumerable<string> CirclesIn(ILookup<string, string> uses) =>
        from folder in uses.Select(use => use.Key).Order(StringComparer.Ordinal)
        let way = WayBack(folder, uses)
        where way is not null
        select string.Join(" → ", way);

    private static List<string>? WayBack(string start, ILookup<string, string> uses)
    {
        var seen = new HashSet<string>();
        var ways = new Queue<List<string>>([[start]]);
        while (ways.TryDequeue(out var way))
        {
            foreach (var next in uses[way[^1]])
            {
                if (next == start)
                {
                    return [.. way, start];
                }

                if (seen.Add(next))
                {
                    ways.Enqueue([.. way, next]);
                }
            }
        }

        return null;
    }

    [GeneratedRegex(@"^@?using (?:static )?(?:\w+ = )?([\w.]+);?\s*$")]
    private static partial Regex Using();
}
