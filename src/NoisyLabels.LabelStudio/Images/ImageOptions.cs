using System.Net;
using NoisyLabels.LabelStudio.Api.Access;

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
    /// Private networks in which allowed hosts may lie, for example <c>10.1.0.0/16</c>; without one, only public
    /// addresses are asked. The Label Studio itself may lie anywhere.
    /// </summary>
    public IReadOnlyList<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>
    /// Folder that Label Studio serves as local files, as this machine sees it; null when it does not see it.
    /// </summary>
    public string? LocalFilesRoot { get; init; }

    /// <summary>Most bytes of one image.</summary>
    public long MaxBytes { get; init; } = 50L * 1024 * 1024;

    /// <summary>Time for one image, all redirects included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most redirects for one image.</summary>
    public int MaxRedirects { get; init; } = 5;
}
