using System.Net;
using NoisyLabels.LabelStudio.Api;

namespace NoisyLabels.LabelStudio.Images;

/// <summary>Where the images of one Label Studio's tasks may be fetched from, and how much of them.</summary>
public sealed record ImageOptions
{
    /// <summary>The Label Studio itself; its key goes with requests to it and with no others.</summary>
    public required LabelStudioOptions Instance { get; init; }

    /// <summary>
    /// Addresses under which the same Label Studio appears in tasks (its HOST): images there are fetched from the
    /// configured address instead.
    /// </summary>
    public IReadOnlyList<Uri> Aliases { get; init; } = [];

    /// <summary>
    /// Other hosts that images may be fetched from: <c>images.example.com</c>, <c>*.example.com</c>, or <c>*</c> for
    /// all in public networks.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// Private networks in which such hosts may lie, for example <c>10.1.0.0/16</c>; else only public addresses are
    /// asked. The Label Studio itself may lie anywhere.
    /// </summary>
    public IReadOnlyList<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>
    /// Folder that Label Studio serves as local files, where it is to be seen from here too; null when it is not.
    /// </summary>
    public string? LocalFilesRoot { get; init; }

    /// <summary>Most bytes of one image.</summary>
    public long MostBytes { get; init; } = 50L * 1024 * 1024;

    /// <summary>For one image, all redirects together.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most redirects for one image.</summary>
    public int MostRedirects { get; init; } = 5;
}
