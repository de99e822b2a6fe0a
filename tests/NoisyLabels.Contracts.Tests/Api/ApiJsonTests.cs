using System.Text.Json;
using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Contracts.Tests.Api;

/// <summary>The JSON of the API as programs of other people read it: these texts may grow, but not change.</summary>
public sealed class ApiJsonTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<object, string> Golden => new()
    {
        {
            new ProjectList([new ProjectSummary("default/7.1", null, "noisylabels-v0", Noon)]),
            """{"projects":[{"key":"default/7.1","model_version":"noisylabels-v0","updated_at":"2026-11-26T12:00:00+00:00"}]}"""
        },
        {
            new CorrectionPage(
                "label",
                "noisylabels-v1",
                [
                    new CorrectionItem(
                        5, "a.jpg", "cat", "dog", 0.75, 0.25, true, "accepted", "dog", "anna", Noon, "noisylabels-v1")
                    {
                        FileName = "cat/a.jpg",
                        Sha256 = "ff",
                        DatasetLabel = "cat",
                    },
                    new CorrectionItem(6, null, "dog", null, 0, 1, false, null, null, null, null, "noisylabels-v1"),
                ],
                "1_6"),
            """
            {"control":"label","model_version":"noisylabels-v1","items":[
            {"label_studio_task_id":5,"image":"a.jpg","given_label":"cat","suggested_label":"dog",
            "suggested_label_confidence":0.75,"label_quality":0.25,"is_label_issue":true,"review_state":"accepted",
            "corrected_label":"dog","reviewed_by":"anna","reviewed_at":"2026-11-26T12:00:00+00:00",
            "model_version":"noisylabels-v1","file_name":"cat/a.jpg","sha256":"ff","dataset_label":"cat"},
            {"label_studio_task_id":6,"given_label":"dog","suggested_label_confidence":0,"label_quality":1,
            "is_label_issue":false,"model_version":"noisylabels-v1"}],"next":"1_6"}
            """
        },
        {
            new CorrectionLists(["cat/a.jpg"], ["cat"], ["dog"], [1]),
            """{"corrected_paths":["cat/a.jpg"],"original_labels":["cat"],"corrected_labels":["dog"],"corrected_scores":[1]}"""
        },
        {
            new DecisionList([new DecisionRecord(9, "label", 5, "Accepted", "cat", "dog", 0.25, "noisylabels-v1", "anna", 17)]),
            """
            {"decisions":[{"seq":9,"control":"label","task_id":5,"kind":"Accepted","from_label":"cat","to_label":"dog",
            "score":0.25,"model_version":"noisylabels-v1","actor":"anna","at":17}]}
            """
        },
        {
            new DecisionBatch(null, "anna", [new Decision(5, DecisionKind.Relabelled, "dog")]),
            """{"actor":"anna","decisions":[{"task_id":5,"kind":"relabelled","label":"dog"}]}"""
        },
        { new DecisionReply(1, []), """{"taken":1,"problems":[]}""" },
        {
            new TrainingReply(Guid.Empty, "A training is queued.", 3),
            """{"run":"00000000-0000-0000-0000-000000000000","sentence":"A training is queued.","after_fence":3}"""
        },
        {
            new RunList([new ProjectRun(Guid.Empty, RunPhase.Succeeded, "the API", Noon, Noon, null, "noisylabels-v1", [])]),
            """
            {"runs":[{"id":"00000000-0000-0000-0000-000000000000","phase":"succeeded","reason":"the API",
            "requested_at":"2026-11-26T12:00:00+00:00","started_at":"2026-11-26T12:00:00+00:00",
            "model_version":"noisylabels-v1","sentences":[]}]}
            """
        },
        {
            new VersionList([new ProjectVersion("noisylabels-v1", true, Noon, new TrainingOutcome
            {
                HasModel = true,
                IsNotWorse = true,
                Labelled = 60,
                Images = 70,
                HeldOutAgreement = 0.9,
            })]),
            """
            {"versions":[{"model_version":"noisylabels-v1","is_active":true,"created_at":"2026-11-26T12:00:00+00:00",
            "outcome":{"has_model":true,"is_not_worse":true,"labelled":60,"images":70,"held_out_agreement":0.9,
            "suspected":0,"sentences":[],"annotators":[],"seconds":{}}}]}
            """
        },
        {
            new ProjectStatus { Key = new ProjectKey("team", 7, 1), ModelVersion = "noisylabels-v0", Title = "Pets" },
            """
            {"key":{"instance":"team","id":7,"created_seconds":1},"title":"Pets","controls":[],"remarks":[],"tasks":0,
            "annotations":0,"labelled_tasks":0,"images":0,"image_problems":0,"model_version":"noisylabels-v0",
            "has_news":false,"annotators":[],"journal":[]}
            """
        },
        {
            new ProblemDetails("Not Found", 404, "No such project has been heard of."),
            """{"title":"Not Found","status":404,"detail":"No such project has been heard of."}"""
        },
    };

    [Theory]
    [MemberData(nameof(Golden), DisableDiscoveryEnumeration = true)]
    public void A_record_is_written_as_ever_and_read_back(object record, string json)
    {
        var written = JsonSerializer.Serialize(record, record.GetType(), ApiJson.Options);
        Assert.Equal(json.ReplaceLineEndings(""), written);

        var read = JsonSerializer.Deserialize(written, record.GetType(), ApiJson.Options);
        Assert.Equal(written, JsonSerializer.Serialize(read, record.GetType(), ApiJson.Options));
    }

    [Fact]
    public void A_kind_is_read_by_name_only()
    {
        Assert.Equal(
            DecisionKind.Undone, JsonSerializer.Deserialize<Decision>("""{"task_id":1,"kind":"undone"}""", ApiJson.Options)!.Kind);
        Assert.Throws<JsonException>(
            () => JsonSerializer.Deserialize<Decision>("""{"task_id":1,"kind":5}""", ApiJson.Options));
    }
}
