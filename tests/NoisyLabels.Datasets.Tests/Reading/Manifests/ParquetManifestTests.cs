using NoisyLabels.Datasets.Reading;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Testing;
using Parquet;
using Parquet.Schema;

namespace NoisyLabels.Datasets.Tests.Reading.Manifests;

public sealed class ParquetManifestTests : IDisposable
{
    private static readonly string[] Files = ["a.jpg", "b.jpg"];

    private readonly TemporaryFolder _folder = new();

    public ParquetManifestTests()
    {
        _folder.Write("a.jpg", "content");
        _folder.Write("b.jpg", "content");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Labels_may_be_texts_whatever_the_file_is_called()
    {
        var file = await WriteAsync("labels.dat", new DataField<string>("label"), (group, field) =>
            group.WriteAsync(field, ["dog", "cat"]));

        Assert.Equal([("a.jpg", "dog"), ("b.jpg", "cat")], Labels(DatasetReader.Read(file)));
    }

    [Fact]
    public async Task Integers_get_the_names_of_hugging_face()
    {
        var file = await WriteAsync(
            "labels.parquet",
            new DataField<long>("label"),
            (group, field) => group.WriteAsync<long>(field, new long[] { 1, 0 }.AsMemory()),
            """{"info": {"features": {"label": {"names": ["cat", "dog"], "_type": "ClassLabel"}}}}""");

        Assert.Equal([("a.jpg", "dog"), ("b.jpg", "cat")], Labels(DatasetReader.Read(file)));
    }

    [Fact]
    public async Task Integers_get_the_names_of_classes_txt_or_stay_as_they_are()
    {
        var file = await WriteAsync("labels.parquet", new DataField<int?>("label"), (group, field) =>
            group.WriteAsync<int>(field, new int?[] { 1, 7 }.AsMemory()));
        Assert.Equal([("a.jpg", "1"), ("b.jpg", "7")], Labels(DatasetReader.Read(file)));

        _folder.Write("classes.txt", "cat\ndog\n");
        var named = DatasetReader.Read(file);

        Assert.Equal([("a.jpg", "dog")], Labels(named));
        Assert.Contains("label 7 has no name", Assert.Single(named.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_imagefolder_may_have_its_metadata_as_parquet()
    {
        await WriteAsync("metadata.parquet", new DataField<string>("label"), (group, field) =>
            group.WriteAsync(field, ["dog", null!]));

        var dataset = DatasetReader.Read(_folder.Path);

        Assert.Equal([("a.jpg", "dog")], Labels(dataset));
        Assert.Equal([new SkippedImage("b.jpg", "Row 2 gives it no label.")], dataset.Skipped);
    }

    [Fact]
    public async Task What_cannot_be_read_is_named()
    {
        var whole = await WriteAsync("labels.parquet", new DataField<string>("tag"), (group, field) =>
            group.WriteAsync(field, ["dog", "cat"]));
        var without = Assert.Throws<UserErrorException>(() => DatasetReader.Read(whole));
        Assert.Contains("its columns are file_name, tag", without.Message, StringComparison.Ordinal);

        var bytes = await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken);
        var cut = _folder.Write("cut.parquet", bytes.AsSpan(0, bytes.Length / 2));
        var error = Assert.Throws<UserErrorException>(() => DatasetReader.Read(cut));
        Assert.Contains($"\"{cut}\" begins as Parquet but cannot be read", error.Message, StringComparison.Ordinal);

        var zip = _folder.Write("labels.csv", "PK\u0003\u0004rest");
        var archive = Assert.Throws<UserErrorException>(() => DatasetReader.Read(zip));
        Assert.Contains("is an archive", archive.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string, string)> Labels(ImageDataset dataset) =>
        dataset.Items.Select(item => (item.FileName, dataset.Classes[item.GivenLabel]));

    private async Task<string> WriteAsync(
        string name, DataField label, Func<ParquetRowGroupWriter, DataField, Task> write, string? huggingFace = null)
    {
        var path = _folder[name];
        var schema = new ParquetSchema(new DataField<string>("file_name"), label);
        await using var stream = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream);
        if (huggingFace is not null)
        {
            writer.CustomMetadata = new Dictionary<string, string> { ["huggingface"] = huggingFace };
        }

        using var group = writer.CreateRowGroup();
        await group.WriteAsync(schema.DataFields[0], Files);
        await write(group, schema.DataFields[1]);
        return path;
    }
}
