using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend;

/// <summary><c>POST /duplicate_model</c>: let one project begin with the model of another.</summary>
public sealed record DuplicateModelRequest(ProjectUid Source, ProjectUid Target)
{
    public static Reading<DuplicateModelRequest> Read(ReadOnlyMemory<byte> body) =>
        JsonBody.Read(
            body,
            root => ProjectUid.Read(root, "project_src") is { } source
                && ProjectUid.Read(root, "project_dst") is { } target
                ? Readings.Of(new DuplicateModelRequest(source, target))
                : Readings.Refused<DuplicateModelRequest>(
                    "The body of /duplicate_model does not name the projects \"project_src\" and \"project_dst\"."));
}
