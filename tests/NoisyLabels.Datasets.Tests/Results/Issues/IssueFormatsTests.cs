using System.Text;
using System.Text.Json;
using CsCheck;
using NoisyLabels.Datasets.Results.Issues;
using NoisyLabels.Testing;
using Parquet;

namespace NoisyLabels.Datasets.Tests.Results.Issues;

public sealed class IssueFormatsTests : IDisposable
{
    private static readonly IssueRow Full = new()
    {
        FileName = "cat/ä, \"1\".jpg",
        Split = "train",
        GivenLabel = "cat",
        PredictedLabel = "dog",
        IsLabelIssue = true,
        LabelQuality = 0.12345649,
        SuggestedLabel = "dog",
        SuggestedLabelConfidence = 1,
        IsOutlierIssue = false,
        OutlierScore = 0.5,
        IsNearDuplicateIssue = true,
        NearDuplicateScore = 1e-9,
        NearDuplicateSet = 3,
        IsAmbiguous = false,
        NumAnnotations = 2,
        AnnotatorAgreement = 2 / 3.0,
        ConsensusLabel = "cat",
        ConsensusQualityScore = 0.75,
        ReviewState = "accepted",
        CorrectedLabel = "dog",
        ReviewedBy = "Ann",
        ReviewedAt = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        ModelVersion = "m/1",
        LabelStudioTaskId = 12345678901,
    };

    private static readonly IssueRow Sparse = new()
    {
        FileName = "b.jpg",
        GivenLabel = "cat",
        PredictedLabel = "cat",
        IsLabelIssue = false,
        LabelQuality = double.NaN,
        IsAmbiguous = true,
    };

    private static readonly Gen<string> AnyText =
        Gen.OneOf(Gen.String, Gen.String[Gen.Char[" \"',;\n\r\t\\/=#|éשب猫\u202E\u0001"], 1, 8])
            .Where(
                text => text.Length > 0 && !text.Contains('\uFFFD') && text.EnumerateRunes().All(
                    rune => rune.Value != 0xFFFD));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_are_those_that_other_tools_expect_in_their_order() =>
        Assert.Equal(
            "file_name,sample_id,split,given_label,predicted_label,is_label_issue,label_quality,label_score,"
            + "mistakenness,suggested_label,suggested_label_confidence,is_outlier_issue,outlier_score,"
            + "is_near_duplicate_issue,near_duplicate_score,near_duplicate_set,is_ambiguous,num_annotations,"
            + "annotator_agreement,consensus_label,consensus_quality_score,review_state,corrected_label,reviewed_by,"
            + "reviewed_at,model_version,label_studio_task_id",
            string.Join(',', IssueColumns.All.Select(column => column.Name)));

    [Fact]
    public void Csv_is_rfc_4180_with_six_decimals_and_empty_cells()
    {
        var lines = Encoding.UTF8.GetString(Written(IssueCsv.Write, Full, Sparse)).Split('\n');

        Assert.Equal(4, lines.Length);
        Assert.Equal(
            "\"cat/ä, \"\"1\"\".jpg\"," + Full.SampleId
            + ",train,cat,dog,true,0.123456,0.123456,0.876544,dog,1.000000,false,0.500000,"
            + "true,0.000000,3,false,2,0.666667,cat,0.750000,accepted,dog,Ann,2026-01-02T03:04:05Z,m/1,12345678901",
            lines[1]);
        Assert.Equal("b.jpg," + Sparse.SampleId + ",,cat,cat,false,,,,,,,,,,,true,,,,,,,,,,", lines[2]);
        Assert.Equal("", lines[3]);
    }

    [Fact]
    public void Json_lines_have_every_column_and_null_for_what_is_missing()
    {
        var lines = Encoding.UTF8.GetString(Written(IssueJsonLines.Write, Full, Sparse)).TrimEnd('\n').Split('\n');

        using var full = JsonDocument.Parse(lines[0]);
        using var sparse = JsonDocument.Parse(lines[1]);
        var names = IssueColumns.All.Select(column => column.Name);
        Assert.Equal(names, full.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(names, sparse.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Contains("\"label_quality\":0.123456,", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"is_label_issue\":true,", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"reviewed_at\":\"2026-01-02T03:04:05Z\"", lines[0], StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, sparse.RootElement.GetProperty("label_quality").ValueKind);
        Assert.Equal("cat/ä, \"1\".jpg", full.RootElement.GetProperty("file_name").GetString());
    }

    [Fact]
    public async Task Parquet_has_the_same_values_with_their_types()
    {
        using var stream = new MemoryStream(Written(IssueParquet.Write, Full, Sparse));
        await using var reader = await ParquetReader.CreateAsync(
            stream, cancellationToken: TestContext.Current.CancellationToken);
        using var group = reader.OpenRowGroupReader(0);

        Assert.Equal(
            IssueColumns.All.Select(column => column.Name), reader.Schema.DataFields.Select(field => field.Name));
        Assert.Equal(["cat/ä, \"1\".jpg", "b.jpg"], await Texts(reader, group, "file_name"));
        Assert.Equal(["train", null], await Texts(reader, group, "split"));
        Assert.Equal([0.123456, null], await Values<double>(reader, group, "label_quality"));
        Assert.Equal([true, false], await Values<bool>(reader, group, "is_label_issue"));
        Assert.Equal([true, null], await Values<bool>(reader, group, "is_near_duplicate_issue"));
        Assert.Equal([3L, null], await Values<long>(reader, group, "near_duplicate_set"));
        Assert.Equal([Full.ReviewedAt, null], await Values<DateTime>(reader, group, "reviewed_at"));
    }

    [Fact]
    public void Csv_is_read_back_as_it_was_written()
    {
        var read = IssueCsv.Read(_folder.Write("issues.csv", Written(IssueCsv.Write, Full, Sparse)));

        Assert.Equal(
            [
                Full with { LabelQuality = 0.123456, NearDuplicateScore = 0, AnnotatorAgreement = 0.666667 },
                Sparse with { LabelQuality = null },
            ],
            read);
    }

    [Fact]
    public void Any_name_and_label_survive_csv() =>
        Gen.Select(AnyText, AnyText).Sample(
            (name, label) =>
            {
                var row = Sparse with { FileName = name, GivenLabel = label, LabelQuality = 0.5 };
                Assert.Equal([row, row], IssueCsv.Read(_folder.Write("x.csv", Written(IssueCsv.Write, row, row))));
            },
            iter: 300,
            threads: 1);

    [Fact]
    public void Any_name_and_label_survive_json_lines() =>
        Gen.Select(AnyText, AnyText).Sample(
            (name, label) =>
            {
                var row = Sparse with { FileName = name, GivenLabel = label };
                var lines = Encoding.UTF8.GetString(Written(IssueJsonLines.Write, row, row)).Split('\n');
                using var document = JsonDocument.Parse(lines[1]);
                return lines.Length == 3
                    && document.RootElement.GetProperty("file_name").GetString() == name
                    && document.RootElement.GetProperty("given_label").GetString() == label;
            },
            iter: 300);

    [Fact]
    public async Task Any_name_and_label_survive_parquet() =>
        await Gen.Select(AnyText, AnyText).SampleAsync(
            async (name, label) =>
            {
                using var stream = new MemoryStream(
                    Written(IssueParquet.Write, Sparse with { FileName = name, GivenLabel = label }));
                await using var reader = await ParquetReader.CreateAsync(stream);
                using var group = reader.OpenRowGroupReader(0);
                var (names, labels) = (
                    await Texts(reader, group, "file_name"), await Texts(reader, group, "given_label"));
                return names[0] == name && labels[0] == label;
            },
            iter: 50);

    [Theory]
    [InlineData("file_name,split\n", "lacks the columns sample_id, given_label")]
    [InlineData("", "is empty")]
    public void Other_tables_are_refused(string csv, string expected)
    {
        var error = Assert.Throws<UserErrorException>(() => IssueCsv.Read(_folder.Write("x.csv", csv)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.123456", "much", "near line 2: label_quality holds \"much\"")]
    [InlineData(",true,0.123456", ",perhaps,0.123456", "is_label_issue holds \"perhaps\"")]
    [InlineData(",m/1,12345678901\n", "", "too short near line 2")]
    public void Damaged_tables_are_refused_with_the_line(string from, string to, string expected)
    {
        var csv = Encoding.UTF8.GetString(Written(IssueCsv.Write, Full)).Replace(from, to, StringComparison.Ordinal);

        var error = Assert.Throws<UserErrorException>(() => IssueCsv.Read(_folder.Write("x.csv", csv)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 0.51f, 0.49f }, true)]
    [InlineData(new[] { 0.4f, 0.31f, 0.29f }, true)]
    [InlineData(new[] { 0.31f, 0.4f, 0.29f }, true)]
    [InlineData(new[] { 0.7f, 0.3f }, false)]
    [InlineData(new[] { 0.25f, 0.25f, 0.25f, 0.25f }, false)]
    [InlineData(new[] { 1f }, false)]
    public void Ambiguous_is_what_lies_between_two_classes(float[] probabilities, bool expected) =>
        Assert.Equal(expected, Ambiguity.IsAmbiguous(probabilities));

    private static byte[] Written(Action<Stream, IEnumerable<IssueRow>> write, params IssueRow[] rows)
    {
        using var stream = new MemoryStream();
        write(stream, rows);
        return stream.ToArray();
    }

    private static async Task<string?[]> Texts(ParquetReader reader, ParquetRowGroupReader group, string column)
    {
        var values = new string?[group.RowCount];
        await group.ReadAsync(reader.Schema.DataFields.Single(field => field.Name == column), values.AsMemory()!);
        return values;
    }

    private static async Task<T?[]> Values<T>(ParquetReader reader, ParquetRowGroupReader group, string column)
        where T : struct
    {
        var values = new T?[group.RowCount];
        await group.ReadAsync<T>(reader.Schema.DataFields.Single(field => field.Name == column), values.AsMemory());
        return values;
    }
}
