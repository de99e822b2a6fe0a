using Microsoft.AspNetCore.Http.HttpResults;
using NoisyLabels.Contracts;

namespace NoisyLabels.Server.Api;

/// <summary>A form in which all corrections are given at once.</summary>
/// <param name="Name">Of the format, and of the file behind its dot.</param>
internal sealed record CorrectionFile(
    string Name, string ContentType, Func<Stream, IAsyncEnumerable<Correction>, Task> WriteAsync)
{
    public static CorrectionFile Csv { get; } = new("csv", "text/csv", CorrectionCsv.WriteAsync);

    public static CorrectionFile Parquet { get; } =
        new("parquet", "application/vnd.apache.parquet", CorrectionParquet.WriteAsync);

    /// <returns>Null where a page of JSON is asked for, or nothing.</returns>
    public static CorrectionFile? Asked(string? format, HttpRequest request) =>
        new[] { Csv, Parquet }.FirstOrDefault(file => format is null
            ? request.GetTypedHeaders().Accept.Any(type =>
                type.MediaType.Equals(file.ContentType, StringComparison.OrdinalIgnoreCase))
            : file.Name == format);

    public PushStreamHttpResult Of(ProjectKey key, CorrectionQuery query, Corrections corrections)
    {
        var rows = corrections.AllAsync(key, query.Control, query.Rows(CorrectionQuery.MostRows));
        return TypedResults.Stream(
            stream => WriteAsync(stream, query.Limit is { } most ? rows.Take(most) : rows),
            this == Csv ? $"{ContentType}; charset=utf-8" : ContentType,
            $"corrections-{key.Instance}-{key.Id}.{Name}");
    }
}
