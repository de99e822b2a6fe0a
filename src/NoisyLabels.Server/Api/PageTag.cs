using System.Security.Cryptography;
using System.Text.Json;

namespace NoisyLabels.Server.Api;

/// <summary>The same for the same page, so that a client need not load it again.</summary>
internal static class PageTag
{
    public static string Of(CorrectionPage page) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(page)).AsSpan(0, 12));
}
