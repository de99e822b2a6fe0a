using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NoisyLabels.Contracts.Corrections;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Server.Hosting;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Api;

internal static class CorrectionEndpoints
{
    private const int MostDecisions = 1000;

    public static async Task<
        Results<Ok<CorrectionPage>, PushStreamHttpResult, StatusCodeHttpResult, Refusal>> PageAsync(
        string instance,
        string id,
        [AsParameters] CorrectionQuery query,
        HttpContext context,
        KnownProjects known,
        Corrections corrections,
        IOptions<JsonOptions> json)
    {
        if (await known.FindAsync(instance, id) is not { } key)
        {
            return new Refusal(StatusCodes.Status404NotFound, ProjectEndpoints.NoProject);
        }

        if (query.Format is not (null or "json" or "csv" or "parquet"))
        {
            return new Refusal(StatusCodes.Status400BadRequest, "The format has to be json, csv or parquet.");
        }

        if (CorrectionFile.Asked(query.Format, context.Request) is { } file)
        {
            return file.Of(key, query, corrections);
        }

        if (query.Filter() is not { } filter)
        {
            return new Refusal(
                StatusCodes.Status400BadRequest,
                $"The limit has to be from 1 to {CorrectionQuery.MostRows}, and after the next of the page before.");
        }

        var page = await corrections.PageAsync(key, query.Control, filter);
        var digest = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(page, json.Value.SerializerOptions));
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexString(digest.AsSpan(0, 16))}\"");
        context.Response.GetTypedHeaders().ETag = tag;
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(had => had.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(page);
    }

    public static Task<Results<PushStreamHttpResult, Refusal>> CsvAsync(
        string instance,
        string id,
        [AsParameters] CorrectionQuery query,
        KnownProjects known,
        Corrections corrections) =>
        FileAsync(CorrectionFile.Csv, instance, id, query, known, corrections);

    public static Task<Results<PushStreamHttpResult, Refusal>> ParquetAsync(
        string instance,
        string id,
        [AsParameters] CorrectionQuery query,
        KnownProjects known,
        Corrections corrections) =>
        FileAsync(CorrectionFile.Parquet, instance, id, query, known, corrections);

    /// <summary>As the predecessor gave them, every image in four lists of one length.</summary>
    public static async Task<Results<Ok<FourLists>, Refusal>> FourListsAsync(
        string? project, KnownProjects known, Corrections corrections)
    {
        var all = await known.AllAsync();
        var key = project is null
            ? all is [var only] ? only : null
            : all.FirstOrDefault(one => one.ToString() == project)
                ?? all.FirstOrDefault(one => $"{one.Id}" == project || $"{one.Instance}/{one.Id}" == project);
        if (key is null)
        {
            return new Refusal(
                StatusCodes.Status404NotFound,
                project is null
                    ? $"There are {all.Count} projects; name one, as in /corrections.json?project=14."
                    : ProjectEndpoints.NoProject);
        }

        var items = new List<Correction>();
        await foreach (var item in corrections.AllAsync(key, control: null))
        {
            items.Add(item);
        }

        return TypedResults.Ok(FourLists.Of(items));
    }

    public static async Task<Results<Ok<DecisionList>, Refusal>> DecisionsAsync(
        string instance, string id, int? limit, KnownProjects known, Database database) =>
        await known.FindAsync(instance, id) is { } key
            ? TypedResults.Ok(new DecisionList(await database.ReadAsync(session =>
                DecisionTable.ListAsync(session, key, Math.Clamp(limit ?? 100, 1, MostDecisions)))))
            : new Refusal(StatusCodes.Status404NotFound, ProjectEndpoints.NoProject);

    public static async Task<Results<Ok<DecisionReply>, Refusal>> DecideAsync(
        string instance, string id, DecisionBatch batch, KnownProjects known, ProjectGate projects)
    {
        if (await known.FindAsync(instance, id) is not { } key)
        {
            return new Refusal(StatusCodes.Status404NotFound, ProjectEndpoints.NoProject);
        }

        if (batch is not { Decisions.Count: > 0, Actor.Length: > 0 })
        {
            return new Refusal(
                StatusCodes.Status400BadRequest, "A batch has at least one of \"decisions\", and an \"actor\".");
        }

        var reply = await projects.Project(key).Decide(batch);
        return reply.Problems.Count == 0
            ? TypedResults.Ok(reply)
            : new Refusal(StatusCodes.Status422UnprocessableEntity, string.Join(' ', reply.Problems));
    }

    private static async Task<Results<PushStreamHttpResult, Refusal>> FileAsync(
        CorrectionFile file,
        string instance,
        string id,
        CorrectionQuery query,
        KnownProjects known,
        Corrections corrections) =>
        await known.FindAsync(instance, id) is { } key
            ? file.Of(key, query, corrections)
            : new Refusal(StatusCodes.Status404NotFound, ProjectEndpoints.NoProject);

    /// <param name="Decisions">Newest first.</param>
    internal sealed record DecisionList(IReadOnlyList<DecisionRow> Decisions);
}
