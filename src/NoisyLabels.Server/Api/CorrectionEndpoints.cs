using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Server.Http;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Api;

internal static class CorrectionEndpoints
{
    private const int MaxDecisions = 1000;

    public static async Task<
        Results<Ok<CorrectionPage>, PushStreamHttpResult, StatusCodeHttpResult, Refusal>> PageAsync(
        string instance,
        string id,
        [AsParameters] CorrectionParameters query,
        HttpContext context,
        KnownProjects known,
        CorrectionReader corrections,
        IOptions<JsonOptions> json)
    {
        if (await known.FindAsync(instance, id) is not { } key)
        {
            return Refusal.NoProject;
        }

        if (query.Format is not (null or "json" or "csv" or "parquet"))
        {
            return new Refusal(StatusCodes.Status400BadRequest, "The format has to be json, csv or parquet.");
        }

        if (CorrectionFile.Find(query.Format, context.Request) is { } file)
        {
            return file.Stream(key, query, corrections);
        }

        if (query.ToPageFilter() is not { } filter)
        {
            return new Refusal(
                StatusCodes.Status400BadRequest,
                $"The limit has to be from 1 to {CorrectionQuery.MaxPageRows}, and after the next of the page before.");
        }

        var page = await corrections.ReadPageAsync(key, query.Control, filter);
        var digest = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(page, json.Value.SerializerOptions));
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexString(digest.AsSpan(0, 16))}\"");
        context.Response.GetTypedHeaders().ETag = tag;
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(page);
    }

    public static Task<Results<PushStreamHttpResult, Refusal>> CsvAsync(
        string instance,
        string id,
        [AsParameters] CorrectionParameters query,
        KnownProjects known,
        CorrectionReader corrections) =>
        FileAsync(CorrectionFile.Csv, instance, id, query, known, corrections);

    public static Task<Results<PushStreamHttpResult, Refusal>> ParquetAsync(
        string instance,
        string id,
        [AsParameters] CorrectionParameters query,
        KnownProjects known,
        CorrectionReader corrections) =>
        FileAsync(CorrectionFile.Parquet, instance, id, query, known, corrections);

    /// <summary>Corrections as the predecessor gave them.</summary>
    public static async Task<Results<Ok<CorrectionLists>, Refusal>> ListsAsync(
        string? project, KnownProjects known, CorrectionReader corrections)
    {
        var all = await known.AllAsync();
        var key = project is null
            ? all is [var only] ? only : null
            : all.FirstOrDefault(one => one.ToString() == project)
                ?? all.FirstOrDefault(one => $"{one.Id}" == project || $"{one.Instance}/{one.Id}" == project);
        if (key is null)
        {
            return project is null
                ? new Refusal(
                    StatusCodes.Status404NotFound,
                    $"There are {all.Count} projects; name one, as in /corrections.json?project=14.")
                : Refusal.NoProject;
        }

        return TypedResults.Ok(await corrections.ReadListsAsync(key));
    }

    public static async Task<Results<Ok<DecisionList>, Refusal>> DecisionsAsync(
        string instance, string id, int? limit, KnownProjects known, Database database) =>
        await known.FindAsync(instance, id) is { } key
            ? TypedResults.Ok(new DecisionList([.. (await database.ReadAsync(session =>
                DecisionTable.ListAsync(session, key, Math.Clamp(limit ?? 100, 1, MaxDecisions)))).Select(ToRecord)]))
            : Refusal.NoProject;

    public static async Task<Results<Ok<DecisionReply>, Refusal>> DecideAsync(
        string instance, string id, DecisionBatch batch, KnownProjects known, ProjectGate projects)
    {
        if (await known.FindAsync(instance, id) is not { } key)
        {
            return Refusal.NoProject;
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
        CorrectionParameters query,
        KnownProjects known,
        CorrectionReader corrections) =>
        await known.FindAsync(instance, id) is { } key
            ? file.Stream(key, query, corrections)
            : Refusal.NoProject;

    private static DecisionRecord ToRecord(DecisionRow row) => new(
        row.Seq,
        row.Control,
        row.TaskId,
        row.Kind,
        row.FromLabel,
        row.ToLabel,
        row.Score,
        row.ModelVersion,
        row.Actor,
        row.At);
}
