using NoisyLabels.Datasets.Reading;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Reading.Manifests;

public sealed class LabelStudioExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Images_are_found_by_uploads_local_files_addresses_and_the_way_back()
    {
        Images("cat.1.jpg", "photos/a b.jpg", "web/c.jpg", "cat/d.jpg", "upload/14/0123abcd-e.jpg");

        var dataset = Read(
            Task(1, """{"image": "/data/upload/14/3bef031c-cat.1.jpg"}""", Answer("cat")),
            Task(2, """{"picture": "/data/local-files/?d=set/photos/a%20b.jpg"}""", Answer("dog")),
            Task(3, """{"image": "https://host.example/x/web/c.jpg?key=1"}""", Answer("cat")),
            Task(4, """{"image": "/data/upload/14/x.jpg", "file_name": "cat/d.jpg", "split": "val"}""", Answer("cat")),
            Task(5, """{"image": "/data/upload/14/0123abcd-e.jpg"}""", Answer("dog")));

        Assert.Equal(
            ["cat.1.jpg", "cat/d.jpg", "photos/a b.jpg", "upload/14/0123abcd-e.jpg", "web/c.jpg"],
            dataset.Items.Select(item => item.FileName));
        Assert.Equal(["cat", "dog"], dataset.Classes);
        Assert.Equal("val", dataset.Items[1].Split);
        Assert.Empty(dataset.Skipped);
    }

    [Fact]
    public void Ground_truth_counts_first_then_the_majority_and_skipped_ones_never()
    {
        Images("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg");

        var dataset = Read(
            Task(
                1, """{"image": "a.jpg"}""", Answer("cat"), Answer("cat"), Answer("dog", """, "ground_truth": true""")),
            Task(2, """{"image": "b.jpg"}""", Answer("cat"), Answer("dog"), Answer("dog")),
            Task(3, """{"image": "c.jpg"}""", Answer("cat"), Answer("dog")),
            Task(4, """{"image": "d.jpg"}""", Answer("cat", """, "was_cancelled": true""")),
            Task(5, """{"image": "e.jpg"}""", Answer("cat\", \"dog")),
            Task(6, """{"image": "/data/upload/1/gone.jpg"}""", Answer("cat")));

        Assert.Equal(
            [("a.jpg", "dog"), ("b.jpg", "dog")],
            dataset.Items.Select(item => (item.FileName, dataset.Classes[item.GivenLabel])));
        Assert.Equal(
            [
                ("/data/upload/1/gone.jpg", "does not lie beside the export"),
                ("c.jpg", "annotators disagree (cat, dog)"),
                ("d.jpg", "no annotation"),
                ("e.jpg", "2 choices at once"),
            ],
            dataset.Skipped.Select(file => (
                file.FileName,
                Words.Single(words => file.Reason.Contains(words, StringComparison.Ordinal)))));
    }

    [Fact]
    public void Json_min_gives_the_same_labels_an_entry_an_annotation()
    {
        Images("a.jpg", "b.jpg");
        var file = _folder.Write("min.json", """
            [
              {"id": 7, "image": "/data/upload/1/0123abcd-a.jpg", "given_label": "x", "label": "cat", "annotator": 1,
               "annotation_id": 1, "created_at": "2026-01-01", "updated_at": "2026-01-01", "lead_time": 1.5},
              {"id": 7, "image": "/data/upload/1/0123abcd-a.jpg", "given_label": "x", "label": "cat", "annotator": 2,
               "annotation_id": 2, "created_at": "2026-01-01", "updated_at": "2026-01-01", "lead_time": 1.5},
              {"id": 8, "image": "b.jpg", "given_label": "x", "label": {"choices": ["dog"]}, "annotator": 1,
               "annotation_id": 3, "created_at": "2026-01-01", "updated_at": "2026-01-01", "lead_time": 1.5}
            ]
            """);

        var dataset = DatasetReader.Read(file);

        Assert.Equal(
            [("a.jpg", "cat"), ("b.jpg", "dog")],
            dataset.Items.Select(item => (item.FileName, dataset.Classes[item.GivenLabel])));
    }

    [Fact]
    public void An_export_as_csv_gives_what_annotators_chose_not_what_was_imported()
    {
        Images("a.jpg", "b.jpg", "c.jpg");
        var file = _folder.Write("project-1.txt", """
            "annotation_id","annotator","created_at","file_name","given_label","id","image","kind","lead_time"
            1,"1","2026-11-26","a.jpg","dog",7,"/data/upload/1/0123abcd-x.jpg","cat",""
            2,"1","2026-11-26","","dog",8,"/data/upload/1/0123abcd-b.jpg","bird","2.5"
            3,"1","2026-11-26","c.jpg","dog",9,"c.jpg","{""choices"": [""cat"", ""dog""]}","2.5"
            """);

        var dataset = DatasetReader.Read(file);

        Assert.Equal(
            [("a.jpg", "cat"), ("b.jpg", "bird")],
            dataset.Items.Select(item => (item.FileName, dataset.Classes[item.GivenLabel])));
        Assert.Contains("2 choices at once", Assert.Single(dataset.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_of_one_name_that_lie_beside_the_export_without_their_folders_are_not_guessed()
    {
        Images("1.jpg");

        var error = Assert.Throws<UserErrorException>(() => Read(
            Task(1, """{"image": "/data/upload/1/0123abcd-1.jpg"}""", Answer("cat")),
            Task(2, """{"image": "/data/upload/1/4567abcd-1.jpg"}""", Answer("cat"))));

        Assert.Contains("Several tasks with images of that name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_control_is_named_where_there_are_several()
    {
        Images("a.jpg");
        var file = Write(Task(
            1,
            """{"image": "a.jpg"}""",
            Answer("cat"),
            Answer("blurred").Replace("\"label\"", "\"quality\"", StringComparison.Ordinal)));

        var error = Assert.Throws<UserErrorException>(() => DatasetReader.Read(file));
        Assert.Contains("several controls (label, quality)", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["blurred"], DatasetReader.Read(file, new DatasetOptions { LabelColumn = "quality" }).Classes);
        var other = Assert.Throws<UserErrorException>(
            () => DatasetReader.Read(file, new DatasetOptions { LabelColumn = "no" }));
        Assert.Contains("no choices of \"no\"", other.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "lists no image")]
    [InlineData("""[{"id": 1, "data": {"image": "a.jpg"}, "annotations": []}]""", "no task has a choice")]
    [InlineData("""[{"id": 1, "data": {"image": "a.jpg"}, "annotations": []}, 3]""", "entry 2 that is no object")]
    [InlineData("""[{"id": 1, "data": {"image": "a.jpg"}, "annot""", "cut off")]
    [InlineData("""[{"id": 1, "text": "a.jpg"}]""", "no column with the path of the image")]
    [InlineData("""{"corrected_paths": []}""", "not a dataset")]
    public void What_cannot_be_used_is_named(string content, string words)
    {
        var file = _folder.Write("export.json", content);

        var error = Assert.Throws<UserErrorException>(() => DatasetReader.Read(file));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_list_of_rows_is_read_by_its_columns()
    {
        Images("a.jpg");

        var dataset = DatasetReader.Read(_folder.Write("rows.json", """[{"file_name": "a.jpg", "label": 3}]"""));

        Assert.Equal(["3"], dataset.Classes);
    }

    private static readonly string[] Words =
        ["does not lie beside the export", "annotators disagree (cat, dog)", "no annotation", "2 choices at once"];

    private static string Task(int id, string data, params string[] annotations) =>
        $$"""{"id": {{id}}, "data": {{data}}, "annotations": [{{string.Join(", ", annotations)}}], "meta": 0}""";

    private static string Answer(string label, string more = "") => $$$"""
        {"id": 1, "result": [{"from_name": "label", "to_name": "image", "type": "choices",
         "value": {"choices": ["{{{label}}}"]}}]{{{more}}}}
        """;

    private string Write(params string[] tasks) => _folder.Write("export.json", $"[{string.Join(",\n", tasks)}]");

    private ImageDataset Read(params string[] tasks) => DatasetReader.Read(Write(tasks));

    private void Images(params string[] files)
    {
        foreach (var file in files)
        {
            _folder.Write(file, "content");
        }
    }
}
