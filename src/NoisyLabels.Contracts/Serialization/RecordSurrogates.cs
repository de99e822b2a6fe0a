using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Contracts.Serialization;

/// <summary>
/// A task of Label Studio on its way to another process; its library knows nothing of Orleans. Within one process the
/// records themselves are handed over.
/// </summary>
/// <param name="Data">JSON as Label Studio sent it, the form in which rows keep it.</param>
[GenerateSerializer, Alias("NoisyLabels.TaskSurrogate")]
internal readonly record struct TaskSurrogate(
    long? Id,
    string Data,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt,
    AnnotationRecord[] Annotations,
    string[] PredictionVersions);

[GenerateSerializer, Alias("NoisyLabels.AnnotationSurrogate")]
internal readonly record struct AnnotationSurrogate(
    long? Id,
    string? UniqueId,
    long? TaskId,
    long? ProjectId,
    long? CompletedBy,
    long? UpdatedBy,
    bool WasCancelled,
    bool GroundTruth,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt,
    double? LeadTime,
    long? ParentPrediction,
    ResultRegion[] Regions);

[GenerateSerializer, Alias("NoisyLabels.RegionSurrogate")]
internal readonly record struct RegionSurrogate(
    string? Id,
    string? FromName,
    string? ToName,
    string? Type,
    string? Origin,
    double? Score,
    long? ItemIndex,
    bool IsOnShape,
    string[][] Choices);

/// <summary>From records to surrogates and back.</summary>
[RegisterConverter]
internal sealed class RecordConverter :
    IConverter<TaskRecord, TaskSurrogate>,
    IConverter<AnnotationRecord, AnnotationSurrogate>,
    IConverter<ResultRegion, RegionSurrogate>
{
    public TaskSurrogate ConvertToSurrogate(in TaskRecord value) => new(
        value.Id,
        value.Data.Json,
        value.CreatedAt,
        value.UpdatedAt,
        [.. value.Annotations],
        [.. value.PredictionVersions]);

    public TaskRecord ConvertFromSurrogate(in TaskSurrogate surrogate) => new()
    {
        Id = surrogate.Id,
        Data = TaskData.Parse(surrogate.Data),
        CreatedAt = surrogate.CreatedAt,
        UpdatedAt = surrogate.UpdatedAt,
        Annotations = surrogate.Annotations,
        PredictionVersions = surrogate.PredictionVersions,
    };

    public AnnotationSurrogate ConvertToSurrogate(in AnnotationRecord value) => new(
        value.Id,
        value.UniqueId,
        value.TaskId,
        value.ProjectId,
        value.CompletedBy,
        value.UpdatedBy,
        value.WasCancelled,
        value.GroundTruth,
        value.CreatedAt,
        value.UpdatedAt,
        value.LeadTime,
        value.ParentPrediction,
        [.. value.Regions]);

    public AnnotationRecord ConvertFromSurrogate(in AnnotationSurrogate surrogate) => new()
    {
        Id = surrogate.Id,
        UniqueId = surrogate.UniqueId,
        TaskId = surrogate.TaskId,
        ProjectId = surrogate.ProjectId,
        CompletedBy = surrogate.CompletedBy,
        UpdatedBy = surrogate.UpdatedBy,
        WasCancelled = surrogate.WasCancelled,
        GroundTruth = surrogate.GroundTruth,
        CreatedAt = surrogate.CreatedAt,
        UpdatedAt = surrogate.UpdatedAt,
        LeadTime = surrogate.LeadTime,
        ParentPrediction = surrogate.ParentPrediction,
        Regions = surrogate.Regions,
    };

    public RegionSurrogate ConvertToSurrogate(in ResultRegion value) => new(
        value.Id,
        value.FromName,
        value.ToName,
        value.Type,
        value.Origin,
        value.Score,
        value.ItemIndex,
        value.IsOnShape,
        [.. value.Choices.Select(path => path.ToArray())]);

    public ResultRegion ConvertFromSurrogate(in RegionSurrogate surrogate) => new()
    {
        Id = surrogate.Id,
        FromName = surrogate.FromName,
        ToName = surrogate.ToName,
        Type = surrogate.Type,
        Origin = surrogate.Origin,
        Score = surrogate.Score,
        ItemIndex = surrogate.ItemIndex,
        IsOnShape = surrogate.IsOnShape,
        Choices = surrogate.Choices,
    };
}
