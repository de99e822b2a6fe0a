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
