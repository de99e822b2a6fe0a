using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend;

/// <summary><c>/versions</c>: a GET without body, or a POST that names the project in very old versions.</summary>
/// <param name="Project">Null when the request names none.</param>
public sealed record VersionsRequest(ProjectUid? Project)
{
    public static Reading<VersionsRequest> Read(ReadOnlyMemory<byte> body) =>
        body.Length == 0
            ? Readings.Of(new VersionsRequest((ProjectUid?)null))
            : JsonBody.Read(body, root => Readings.Of(new VersionsRequest(ProjectUid.Read(root, "project"))));
}

/// <param name="Versions">Newest first.</param>
public sealed record VersionsResponse(IReadOnlyList<string> Versions);

/// <summary><c>POST /delete</c>: asks to forget the model of a project.</summary>
public sealed record DeleteRequest(ProjectUid Project)
{
    public static Reading<DeleteRequest> Read(ReadOnlyMemory<byte> body) =>
        JsonBody.Read(
            body,
            root => ProjectUid.Read(root, "project") is { } project
                ? Readings.Of(new DeleteRequest(project))
                : Readings.Refuse<DeleteRequest>("The body of /delete names no \"project\"."));
}

/// <summary><c>POST /duplicate_model</c>: asks to let one project begin with the model of another.</summary>
public sealed record DuplicateModelRequest(ProjectUid Source, ProjectUid Target)
{
    public static Reading<DuplicateModelRequest> Read(ReadOnlyMemory<byte> body) =>
        JsonBody.Read(
            body,
            root => ProjectUid.Read(root, "project_src") is { } source
                && ProjectUid.Read(root, "project_dst") is { } target
                ? Readings.Of(new DuplicateModelRequest(source, target))
                : Readings.Refuse<DuplicateModelRequest>(
                    "The body of /duplicate_model does not name the projects \"project_src\" and \"project_dst\"."));
}
