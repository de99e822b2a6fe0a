using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend;

/// <summary><c>POST /delete</c>: forget the model of a project.</summary>
public sealed record DeleteRequest(ProjectUid Project)
{
    public static Reading<DeleteRequest> Read(ReadOnlyMemory<byte> body) =>
        JsonBody.Read(
            body,
            root => ProjectUid.Read(root, "project") is { } project
                ? Readings.Of(new DeleteRequest(project))
                : Readings.Refused<DeleteRequest>("The body of /delete names no \"project\"."));
}
