namespace NoisyLabels.Benchmarks.Experiments;

/// <summary>The committed report: a text with one section an experiment, each replaced when it is run again.</summary>
internal sealed class ResultsDocument(string path)
{
    private const string Mark = "\n## ";

    private const string Head =
        """
        # What InstanceGM reaches here

        Made by `dotnet run -c Release --project tests/NoisyLabels.Benchmarks -- experiments` and `-- pytorch`, which replace the
        sections that they measure again. Means ± standard deviations over the draws; the truth is looked at only to report.

        """;

    /// <param name="heading">Begins with the key of the section, as <c>X2</c>; the key decides what is replaced.</param>
    public void Replace(string heading, string body)
    {
        var sections = Sections();
        sections[KeyOf(heading)] = $"{heading}\n\n{body.TrimEnd()}\n";
        var partial = path + ".tmp";
        File.WriteAllText(partial, Head + string.Concat(sections.Select(section => Mark + section.Value)));
        File.Move(partial, path, overwrite: true);
    }

    private SortedDictionary<string, string> Sections()
    {
        string[] parts = File.Exists(path) ? File.ReadAllText(path).Split(Mark) : [];
        return new(parts.Skip(1).ToDictionary(KeyOf), StringComparer.Ordinal);
    }

    private static string KeyOf(string section) => section.Split(':', '\n')[0];
}
