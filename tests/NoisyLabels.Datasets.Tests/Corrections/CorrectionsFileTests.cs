using System.Text;
using CsCheck;
using NoisyLabels.Datasets.Corrections;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Corrections;

public sealed class CorrectionsFileTests : IDisposable
{
    private static readonly Gen<string> AnyText =
        Gen.OneOf(Gen.String, Gen.String[Gen.Char[" \"',;\n\r\t\\/=#|éשب猫\u202E\u0001"], 1, 8])
            .Where(text => text.Length > 0 && text.EnumerateRunes().All(rune => rune.Value != 0xFFFD));

    private static readonly Gen<Correction> AnyCorrection =
        Gen.Select(AnyText, AnyText, AnyText, Gen.Int[0, 1_000_000], Gen.Enum<CorrectionState>(), Gen.Bool).Select(
            (path, from, to, score, state, full) => new Correction(path, from, to, score / 1e6)
            {
                State = state,
                LabelQuality = full ? Math.Round(score / 2e6, 6) : null,
                Sha256 = full ? "abc" : null,
            });

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_predecessors_shape_is_read()
    {
        var set = Read("""
            {
              "corrected_paths": ["1.jpg", "2.jpg"],
              "original_labels": ["cat", "cat"],
              "corrected_labels": ["dog", "cat"],
              "corrected_scores": [0.75, 1]
            }
            """);

        Assert.Equal(
            [
                new Correction("1.jpg", "cat", "dog", 0.75) { State = CorrectionState.Suggested },
                new Correction("2.jpg", "cat", "cat", 1) { State = CorrectionState.Unchanged },
            ],
            set.Items);
        Assert.Null(set.ModelVersion);
    }

    [Fact]
    public void Our_shape_is_read_and_what_it_adds_later_is_ignored()
    {
        var set = Read("""
            {
              "schema_version": 1, "project": "p", "model_version": null, "comment": "new",
              "items": [
                { "path": "a/1.jpg", "original_label": "a", "corrected_label": "b", "score": 0.5, "state": "excluded",
                  "label_quality": null, "sha256": "ff", "by": { "name": "x" } },
                { "path": "a/2.jpg", "original_label": "a", "corrected_label": "b", "score": 0.5 }
              ]
            }
            """);

        Assert.Equal("p", set.Project);
        Assert.Equal(
            [
                new Correction("a/1.jpg", "a", "b", 0.5) { State = CorrectionState.Excluded, Sha256 = "ff" },
                new Correction("a/2.jpg", "a", "b", 0.5) { State = CorrectionState.Suggested },
            ],
            set.Items);
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm() =>
        Assert.Empty(Read("\uFEFF{\"schema_version\": 1, \"items\": []}").Items);

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("file_name,label\n", "is not JSON (line 1)")]
    [InlineData("{\"corrected_paths\": [\"1.jpg\", ", "is cut off")]
    [InlineData("{\"corrected_paths\": [\"1.jp", "is cut off")]
    [InlineData("{", "is cut off")]
    [InlineData(
        "{\"schema_version\":1,\"items\":[{\"path\":\"1\",\"original_label\":\"a\","
        + "\"corrected_label\":\"b\",\"score\":7}]}",
        "has the score 7 in item 1, which is not from 0 to 1")]
    [InlineData("{\"a\": 1,,}", "is not JSON (line 1)")]
    [InlineData("[1]", "holds no JSON object")]
    [InlineData("{}", "has no array \"corrected_paths\"")]
    [InlineData(
        "{\"corrected_paths\":[],\"original_labels\":[],\"corrected_labels\":[]}",
        "has no array \"corrected_scores\"")]
    [InlineData(
        "{\"corrected_paths\":[\"1\",\"2\"],\"original_labels\":[\"a\"],"
        + "\"corrected_labels\":[],\"corrected_scores\":[]}",
        "unequal length (corrected_paths 2, original_labels 1, corrected_labels 0, corrected_scores 0)")]
    [InlineData(
        "{\"corrected_paths\":[\"1\"],\"original_labels\":[3],\"corrected_labels\":[\"a\"],"
        + "\"corrected_scores\":[1]}",
        "holds no text for original_labels in entry 1")]
    [InlineData(
        "{\"corrected_paths\":[\"1\"],\"original_labels\":[\"a\"],\"corrected_labels\":[\"a\"],"
        + "\"corrected_scores\":[\"1\"]}",
        "holds no number for corrected_scores in entry 1")]
    [InlineData(
        "{\"corrected_paths\":[\"1\",\"1\"],\"original_labels\":[\"a\","
        + "\"a\"],\"corrected_labels\":[\"a\",\"b\"],\"corrected_scores\":[1,1]}",
        "lists \"1\" twice")]
    [InlineData(
        "{\"corrected_paths\":[\"\\ud800\"],\"original_labels\":[\"a\"],"
        + "\"corrected_labels\":[\"a\"],\"corrected_scores\":[1]}",
        "half of a surrogate pair")]
    [InlineData("{\"schema_version\": 2, \"items\": []}", "update noisylabels")]
    [InlineData("{\"schema_version\": \"1\", \"items\": []}", "no positive number")]
    [InlineData("{\"schema_version\": 1}", "has no array \"items\"")]
    [InlineData("{\"schema_version\": 1, \"items\": [7]}", "has an item 1 that is no object")]
    [InlineData(
        "{\"schema_version\": 1, \"items\": [{\"path\": \"a\", \"original_label\": \"a\", \"score\": 1}]}",
        "lacks corrected_label in item 1")]
    [InlineData(
        "{\"schema_version\": 1, \"items\": [{\"path\": \"a\", \"original_label\": \"a\", "
        + "\"corrected_label\": \"b\", \"score\": 1e999}]}",
        "holds no number for score in item 1")]
    [InlineData(
        "{\"schema_version\": 1, \"items\": [{\"path\": \"a\", \"original_label\": \"a\", "
        + "\"corrected_label\": \"b\", \"score\": 1, \"state\": \"maybe\"}]}",
        "has the state \"maybe\" in item 1; known are unchanged, suggested")]
    public void What_cannot_be_read_is_explained(string content, string expected)
    {
        var error = Assert.Throws<UserErrorException>(() => Read(content));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"\"{_folder["c.json"]}\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_said_to_be_missing() =>
        Assert.Contains(
            "There is no file",
            Assert.Throws<UserErrorException>(() => CorrectionsFile.Read(_folder["gone.json"])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Every_cut_of_a_file_is_refused()
    {
        var whole = Written(
            CorrectionsFile.WriteVersioned, new CorrectionSet("p", "m", [new Correction("a", "b", "c", 0.5)]));

        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Throws<UserErrorException>(
                () => CorrectionsFile.Read(_folder.Write("c.json", whole.AsSpan(0, length))));
        }
    }

    [Fact]
    public void Any_correction_survives_the_versioned_shape() =>
        AnyCorrection.Array[0, 5].Where(HasOwnPaths).Sample(
            items =>
            {
                var set = ReadBack(CorrectionsFile.WriteVersioned, new CorrectionSet("p", "m", items));
                return set.Project == "p" && set.ModelVersion == "m" && set.Items.SequenceEqual(items);
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void Any_name_label_and_score_survive_the_predecessors_shape() =>
        AnyCorrection.Array[0, 5].Where(HasOwnPaths).Sample(
            items =>
            {
                var set = ReadBack(CorrectionsFile.WriteArrays, new CorrectionSet(null, null, items));
                return set.Items.Select(item => (item.Path, item.OriginalLabel, item.CorrectedLabel, item.Score))
                    .SequenceEqual(
                        items.Select(item => (item.Path, item.OriginalLabel, item.CorrectedLabel, item.Score)));
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void Long_files_are_written_whole()
    {
        var names = Enumerable.Range(0, 5_000).Select(i => $"class/{i:000000}.jpg");
        var set = new CorrectionSet(null, null, [.. names.Select(name => new Correction(name, "a", "b", 0.5))]);

        Assert.Equal(5_000, ReadBack(CorrectionsFile.WriteArrays, set).Items.Count);
        Assert.Equal(5_000, ReadBack(CorrectionsFile.WriteVersioned, set).Items.Count);
    }

    private static bool HasOwnPaths(Correction[] items) => items.DistinctBy(item => item.Path).Count() == items.Length;

    private CorrectionSet Read(string content) =>
        CorrectionsFile.Read(_folder.Write("c.json", Encoding.UTF8.GetBytes(content)));

    private CorrectionSet ReadBack(Action<Stream, CorrectionSet> write, CorrectionSet set) =>
        CorrectionsFile.Read(_folder.Write("c.json", Written(write, set)));

    private static byte[] Written(Action<Stream, CorrectionSet> write, CorrectionSet set)
    {
        using var stream = new MemoryStream();
        write(stream, set);
        return stream.ToArray();
    }
}
