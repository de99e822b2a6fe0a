using System.Text.RegularExpressions;

namespace NoisyLabels.Architecture.Tests;

public sealed partial class SourceTextTests
{
    private const int MaxLines = 400;
    private const int MaxLinesOfProgram = 40;

    private static readonly string[] Libraries =
        [
        "src/NoisyLabels.Common/",
        "src/NoisyLabels.Datasets/",
        "src/NoisyLabels.Imaging/",
        "src/NoisyLabels.LabelStudio/",
        "src/NoisyLabels.Learning/",
    ];

    [Fact]
    public void Sources_silence_no_analyser_fold_nothing_and_leave_nothing_for_later() =>
        Repository.SourceFiles.LinesThat(Ballast().IsMatch).ShouldBeNone();

    [Fact]
    public void No_source_file_is_too_long_to_read() =>
        Assert.DoesNotContain(Repository.SourceFiles, file => Repository.Lines(file).Length > MaxLines);

    [Fact]
    public void A_program_is_a_table_of_contents() =>
        Assert.All(
            Repository.SourceFiles.Where(file => Path.GetFileName(file) == "Program.cs"),
            file => Assert.InRange(Repository.Lines(file).Length, 1, MaxLinesOfProgram));

    [Fact]
    public void Only_decoding_and_encoding_name_the_image_codec() =>
        Repository.SourceFiles.Intersect(Repository.CSharpFiles)
            .Where(file => !file.StartsWith("src/NoisyLabels.Imaging/Decoding/", StringComparison.Ordinal))
            .Where(file => !file.StartsWith("src/NoisyLabels.Imaging/Encoding/", StringComparison.Ordinal))
            .LinesThat(line => line.Contains("SixLabors", StringComparison.Ordinal)).ShouldBeNone();

    [Fact]
    public void The_libraries_do_not_know_Orleans() =>
        Repository.SourceFiles
            .Where(file => Libraries.Any(library => file.StartsWith(library, StringComparison.Ordinal)))
            .LinesThat(line => line.Contains("Orleans", StringComparison.Ordinal)).ShouldBeNone();

    [Fact]
    public void Learning_awaits_nothing_because_dispose_scopes_belong_to_a_thread() =>
        Repository.CSharpFiles
            .Where(file => file.StartsWith("src/NoisyLabels.Learning/", StringComparison.Ordinal))
            .LinesThat(Await().IsMatch).ShouldBeNone();

    [Fact]
    public void No_file_names_a_path_of_somebodys_machine() =>
        Repository.TextFiles.LinesThat(MachinePath().IsMatch).ShouldBeNone();

    [Fact]
    public void A_files_namespace_is_its_folder()
    {
        var wrong =
            from file in Repository.CSharpFiles
            let expected = Path.GetDirectoryName(file)!.Replace('\\', '/').Split('/', 2)[1].Replace('/', '.')
            let actual = Repository
                .Lines(file)
                .Select(line => Namespace().Match(line))
                .FirstOrDefault(match => match.Success)
            where Path.GetFileName(file) != "Program.cs" || actual is not null
            where actual?.Groups[1].Value != expected
            select $"{file}: {actual?.Groups[1].Value ?? "no file-scoped namespace"}, not {expected}";
        wrong.ShouldBeNone();
    }

    [GeneratedRegex(@"#pragma warning disable|#region|\bTODO\b|\bFIXME\b")]
    private static partial Regex Ballast();

    [GeneratedRegex(@"\bawait\b")]
    private static partial Regex Await();

    [GeneratedRegex(@"(?<![\w./~)-])/(work|root|home|Users)/")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"^namespace ([\w.]+);")]
    private static partial Regex Namespace();
}
