using System.Text.Json;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend.Webhooks;

/// <summary>
/// <c>POST /webhook</c>: something happened in a project. Delivered at most once, in no certain order, without
/// signature.
/// </summary>
/// <param name="Action">As it was sent.</param>
/// <param name="Project">Null when the webhook sends no payload: then only the path says whose event this is.</param>
public abstract record WebhookEvent(string Action, ProjectRecord? Project)
{
    /// <summary>
    /// Label Studio's own client, not a webhook of the project: the way to tell the button Start Training from
    /// saved settings where both say PROJECT_UPDATED.
    /// </summary>
    private const string ClientUserAgent = "heartex/";

    private const int MostCharactersOfAction = 100;

    /// <param name="body">Its bytes.</param>
    /// <param name="userAgent">The header of that name, if there is one.</param>
    public static Reading<WebhookEvent> Read(ReadOnlyMemory<byte> body, string? userAgent) =>
        JsonBody.Read(body, root => Of(root, userAgent));

    private static Reading<WebhookEvent> Of(JsonElement body, string? userAgent)
    {
        if (body.Text("action") is not { Length: > 0 and <= MostCharactersOfAction } action)
        {
            return Readings.Refused<WebhookEvent>("The body of /webhook has no \"action\".");
        }

        var project = ProjectRecord.Read(body.Property("project"));
        var isClient = userAgent?.StartsWith(ClientUserAgent, StringComparison.OrdinalIgnoreCase) is true;
        return Readings.Of<WebhookEvent>(action switch
        {
            "START_TRAINING" => new StartTraining(action, project),
            "PROJECT_UPDATED" when isClient => new StartTraining(action, project),
            "PROJECT_UPDATED" => new ProjectUpdated(action, project),
            "ANNOTATION_CREATED" or "ANNOTATIONS_CREATED" or "ANNOTATION_UPDATED" or "ANNOTATIONS_UPDATED" =>
                AnnotationsSaved.Of(action, project, body),
            "ANNOTATIONS_DELETED" or "ANNOTATION_DELETED" => AnnotationsDeleted.Of(action, project, body),
            "TASKS_CREATED" or "TASK_CREATED" => TasksCreated.Of(action, project, body),
            "TASKS_DELETED" or "TASK_DELETED" => TasksDeleted.Of(action, project, body),
            _ => new UnknownEvent(action, project),
        });
    }

    /// <summary>Both spellings of a key, whatever the number of things.</summary>
    private protected static IEnumerable<JsonElement> Both(JsonElement body, string name) =>
        body.Items(name).Concat(body.Items($"{name}s"));

    private protected static IReadOnlyList<long> Numbers(JsonElement body, string name) =>
        [.. Both(body, name).Select(element => element.Whole()).OfType<long>().Distinct()];
}
