using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace NoisyLabels.Server.Dashboard;

/// <summary>Styles and scripts of the pages, embedded in the program.</summary>
internal static class Assets
{
    private static readonly Dictionary<string, Asset> All = new[]
    {
        Read("dashboard.css", "text/css; charset=utf-8"),
        Read("dashboard.js", "text/javascript; charset=utf-8"),
        Read("review.js", "text/javascript; charset=utf-8"),
    }.ToDictionary(asset => asset.Name);

    public static Asset? Find(string name) => All.GetValueOrDefault(name);

    private static Asset Read(string name, string type)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(bytes).AsSpan(0, 8))}\"");
        return new Asset(name, type, bytes, tag);
    }

    internal sealed record Asset(string Name, string Type, byte[] Bytes, EntityTagHeaderValue Tag);
}
