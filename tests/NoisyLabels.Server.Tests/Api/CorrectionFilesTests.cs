using System.Net;
using System.Text;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Server.Api;
using Parquet;

namespace NoisyLabels.Server.Tests.Api;

public sealed class CorrectionFilesTests
{
    private const string Corrections = "/api/v1/projects/default/7.1/corrections";

    private static readonly CorrectionItem[] Items =
    [
        new(5, "/data/upload/7/a.jpg", "cat", "dog", 0.75, 0.25, true, "accepted", "dog", "anna", At, "noisylabels-v1")
        {
            FileName = "cat/a.jpg", Sha256 = "ff",
        },
        new(6, null, "dog", null, 0, 1, false, null, null, null, null, "noisylabels-v1"),
    ];

    private static DateTimeOffset At => new(2026, 11, 26, 13, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_csv_quotes_what_has_to_be_quoted_and_changes_no_text()
    {
        CorrectionItem odd = Items[1] with { GivenLabel = "=1+1", SuggestedLabel = "a, \"b\"\n", Image = " c.jpg" };
        using var stream = new MemoryStream();

        await CorrectionCsv.WriteAsync(stream, new[] { Items[0], odd }.ToAsyncEnumerable());

        Assert.Equal(
            """
            label_studio_task_id,file_name,sha256,image,given_label,suggested_label,suggested_label_confidence,label_quality,is_label_issue,review_state,corrected_label,reviewed_by,reviewed_at,model_version
            5,cat/a.jpg,ff,/data/upload/7/a.jpg,cat,dog,0.750000,0.250000,true,accepted,dog,anna,2026-11-26T13:00:00.0000000+00:00,noisylabels-v1
            6,,, c.jpg,=1+1,"a, ""b""
            ",0.000000,1.000000,false,,,,,noisylabels-v1

            """,
            Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public async Task Parquet_has_the_columns_of_the_csv_with_their_types()
    {
        using var csv = new MemoryStream();
        await CorrectionCsv.WriteAsync(csv, Items.ToAsyncEnumerable());
        csv.Position = 0;
        using var text = new StreamReader(csv);
        using var stream = new MemoryStream();

        await CorrectionParquet.WriteAsync(stream, Items.ToAsyncEnumerable());

        stream.Position = 0;
        await using var reader = await ParquetReader.CreateAsync(
            stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            (await text.ReadLineAsync(TestContext.Current.CancellationToken))!.Split(','),
            reader.Schema.DataFields.Select(field => field.Name));
        using var group = reader.OpenRowGroupReader(0);
        Assert.Equal(["cat/a.jpg", null], await TextsAsync(reader, group, "file_name"));
        Assert.Equal(["accepted", null], await TextsAsync(reader, group, "review_state"));
        var tasks = new long[2];
        await group.ReadAsync<long>(
            reader.Schema.DataFields[0], tasks.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([5L, 6L], tasks);
        var times = new DateTime?[2];
        await group.ReadAsync<DateTime>(
            reader.Schema.DataFields.Single(field => field.Name == "reviewed_at"),
            times.AsMemory(),
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([At.UtcDateTime, null], times);
    }

    [Theory]
    [InlineData(Corrections + ".parquet", null, "application/vnd.apache.parquet")]
    [InlineData(Corrections + "?format=parquet&limit=5", null, "application/vnd.apache.parquet")]
    [InlineData(Corrections, "application/vnd.apache.parquet", "application/vnd.apache.parquet")]
    [InlineData(Corrections, "text/csv", "text/csv")]
    [InlineData(Corrections + "?format=csv&only_open=true", null, "text/csv")]
    [InlineData(Corrections + ".csv", null, "text/csv")]
    [InlineData(Corrections, "text/html,*/*", "application/json")]
    [InlineData(Corrections + "?format=json", "text/csv", "application/json")]
    public async Task The_form_is_asked_for_by_name_by_parameter_or_by_header(string path, string? accept, string type)
    {
        await using var server = await WithProjectAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(type.EndsWith("parquet", StringComparison.Ordinal), bytes.AsSpan().StartsWith("PAR1"u8));
    }

    [Fact]
    public async Task A_form_that_is_not_known_is_refused()
    {
        await using var server = await WithProjectAsync();

        var answer = await server.Client.GetAsync($"{Corrections}?format=xml", TestContext.Current.CancellationToken);

        await answer.SentenceAsync(400);
    }

    private static async Task<RunningServer> WithProjectAsync()
    {
        var server = await RunningServer.StartAsync();
        await (await server.PostAsync("/setup", """{"project":"7.1","schema":""}""")).ObjectAsync();
        return server;
    }

    private static async Task<string?[]> TextsAsync(ParquetReader reader, ParquetRowGroupReader group, string column)
    {
        var values = new string?[group.RowCount];
        await group.ReadAsync(reader.Schema.DataFields.Single(field => field.Name == column), values.AsMemory()!);
        return values;
    }
}
