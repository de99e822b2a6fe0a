using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <param name="Release">For example <c>1.23.2</c>.</param>
/// <param name="Edition"><c>Community</c> or <c>Enterprise</c>; empty where it does not say.</param>
public sealed record LabelStudioVersion(string Release, string Edition)
{
    internal static LabelStudioVersion? Read(JsonElement version) =>
        version.Text("release") is { } release
            ? new LabelStudioVersion(release, version.Text("edition") ?? "")
            : null;
}
