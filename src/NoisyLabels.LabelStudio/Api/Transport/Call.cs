using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Transport;

/// <summary>One question to Label Studio.</summary>
/// <param name="Method">GET and the like.</param>
/// <param name="Path">Below the configured address, without a slash at its start.</param>
internal sealed record Call(HttpMethod Method, string Path)
{
    /// <summary>What is sent as JSON; null for nothing.</summary>
    public object? Body { get; init; }

    /// <summary>Makes what is sent in place of JSON (files); null for nothing.</summary>
    public Func<HttpContent>? Form { get; init; }

    /// <summary>The answer grows with the project and gets the long time limit.</summary>
    public bool IsLong { get; init; }

    /// <summary>It needs no log-in, and no key is sent.</summary>
    public bool IsOpen { get; init; }

    public bool IsRepeatable => Method == HttpMethod.Get;

    public static Call Get(string path) => new(HttpMethod.Get, path);

    public static Call Post(string path, object body) => new(HttpMethod.Post, path) { Body = body };

    public static Call Patch(string path, object body) => new(HttpMethod.Patch, path) { Body = body };

    public static Call Delete(string path) => new(HttpMethod.Delete, path);

    public byte[]? Json() => Body is null ? null : JsonSerializer.SerializeToUtf8Bytes(Body, LabelStudioJson.Options);
}
