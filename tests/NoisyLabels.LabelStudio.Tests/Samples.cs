using System.Text;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Tests;

/// <summary>Messages written by hand in the forms of the recorded ones, for a clone that has no recordings.</summary>
internal static class Samples
{
    public const string CatsAndDogs = """
        <View>
          <Image name="image" value="$image"/>
          <Choices name="label" toName="image"><Choice value="cat"/><Choice value="dog"/></Choices>
        </View>
        """;

    public const string Aliased = """
        <View>
          <Image name="image" value="$image"/>
          <Choices name="label" toName="image" choice="multiple">
            <Choice value="Cat" alias="c"/><Choice value="Dog" alias="d"/><Choice value="Fox"/>
          </Choices>
        </View>
        """;

    public const string Nested = """
        <View>
          <Image name="image" value="$image"/>
          <Choices name="label" toName="image" allowNested="true">
            <Choice value="Animal"><Choice value="Cat"/><Choice value="Dog"/></Choice><Choice value="Plant"/>
          </Choices>
        </View>
        """;

    public const string Dynamic = """
        <View><Image name="image" value="$image"/><Choices name="label" toName="image" value="$options"/></View>
        """;

    public const string TwoControls = """
        <View>
          <Image name="image" value="$image"/>
          <Choices name="label" toName="image"><Choice value="cat"/><Choice value="dog"/></Choices>
          <Choices name="quality" toName="image" choice="multiple">
            <Choice value="blurred"/><Choice value="cropped"/>
          </Choices>
          <TextArea name="note" toName="image"/>
        </View>
        """;

    public static readonly string[] Configs = [CatsAndDogs, Aliased, Nested, Dynamic, TwoControls, "<View></View>"];

    public const string Project = """
        {"id": 7, "title": "pets", "label_config": "<View></View>", "created_at": "2026-11-25T01:30:29.770324Z",
         "created_by": 1, "token": "SECRET", "task_number": 3, "total_annotations_number": 2, "model_version": ""}
        """;

    /// <summary>What Label Studio may send to which path, one of each form.</summary>
    public static readonly (string Path, string Body)[] Requests =
    [
        ("/setup", """
            {"project": "7.1795570229", "schema": "<View></View>", "hostname": "http://ls.example:8080",
             "access_token": "SECRET", "extra_params": {"k": 1}}
            """),
        ("/setup", """{"project": "7.1795570229", "schema": "<View></View>", "model_version": null}"""),
        ("/predict", Predict("""[{"id": 5, "data": {"image": "/data/upload/7/a.jpg"}, "annotations": []}]""")),
        ("/predict", Predict("""{"id": 1}""")),
        ("/predict", """{"tasks": [{"data": {"image": "https://h.example/a.jpg"}}], "label_config": "<View/>"}"""),
        ("/train", """
            {"annotations": [{"id": 5, "data": {"image": "a"}, "predictions": [3],
              "annotations": [{"id": 9, "completed_by": {"id": 2, "email": "b@example.com"}, "result": []}]}],
             "project": "7.1795570229", "label_config": "<View/>", "params": {"login": null, "password": null}}
            """),
        ("/train", """{"annotations": [], "project": "7.1795570229"}"""),
        ("/webhook", Event("ANNOTATION_CREATED", $$"""
            "annotation": {{Annotation(9, "cat")}}, "task": {"id": 5, "data": {"image": "a"} }
            """)),
        ("/webhook", Event("ANNOTATIONS_CREATED", $$"""
            "annotation": [{{Annotation(9, "cat")}}, {{Annotation(10, "dog")}}], "task": [{"id": 5}, {"id": 6}]
            """)),
        ("/webhook", Event("ANNOTATION_UPDATED", $$"""
            "annotation": {{Annotation(9, "cat")}}, "task": {"id": 5, "data": {"image": "a"} }
            """)),
        ("/webhook", Event("ANNOTATIONS_DELETED", """ "annotations": [{"id": 9}, {"id": 10}] """)),
        ("/webhook", Event("TASKS_CREATED", """
            "tasks": [{"id": 5, "data": {"image": "a"}, "total_annotations": 1}, {"id": 6, "total_annotations": 0}]
            """)),
        ("/webhook", Event("TASKS_DELETED", """ "tasks": [{"id": 5}] """)),
        ("/webhook", """{"action": "ANNOTATION_CREATED"}"""),
        ("/webhook", $$"""{"action": "START_TRAINING", "project": {{Project}} }"""),
        ("/webhook", $$"""{"action": "PROJECT_UPDATED", "project": {{Project}} }"""),
        ("/webhook", """{"action": "REVIEW_CREATED", "review": {}}"""),
        ("/versions", """{"project": "7.1795570229"}"""),
        ("/job_status", """{"job": "run-1"}"""),
        ("/validate", """{"config": "<View></View>"}"""),
        ("/duplicate_model", """{"project_src": "7.1", "project_dst": "8.2"}"""),
        ("/delete", """{"project": "7.1795570229"}"""),
    ];

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static TaskData Data(string json) => TaskData.Parse(json);

    public static string Annotation(long id, string choice, long by = 1) => $$"""
        {"id": {{id}}, "completed_by": {{by}}, "updated_by": {{by}}, "task": 5, "was_cancelled": false,
         "created_at": "2026-11-25T01:00:00Z", "updated_at": "2026-11-25T02:00:00Z",
         "result": [{"id": "r", "from_name": "label", "to_name": "image", "type": "choices",
                     "value": {"choices": ["{{choice}}"]} }]}
        """;

    public static string Event(string action, string payload) =>
        $$"""{"action": "{{action}}", {{payload}}, "project": {{Project}} }""";

    private static string Predict(string tasks) => $$"""
        {"tasks": {{tasks}}, "project": "7.1795570229", "label_config": "<View></View>",
         "params": {"login": null, "password": null, "context": null} }
        """;
}
