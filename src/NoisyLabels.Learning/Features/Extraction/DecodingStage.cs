using System.Collections.Concurrent;
using System.Security.Cryptography;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Learning.Features.Extraction;

/// <summary>
/// Reads, hashes, looks up and decodes; what must be encoded goes into the queue. Runs on several threads at once.
/// </summary>
internal sealed class DecodingStage(
    ImageDataset dataset,
    ImageIntake intake,
    ExtractionResult result,
    BlockingCollection<DecodedImage> queue)
{
    private readonly ConcurrentDictionary<string, int> _firstOfContent = new(StringComparer.Ordinal);
    private int _next = -1;

    /// <summary>Takes images until there are none left.</summary>
    public void Run(CancellationToken stopping)
    {
        int index;
        while ((index = Interlocked.Increment(ref _next)) < dataset.Items.Count)
        {
            stopping.ThrowIfCancellationRequested();
            Process(index, stopping);
        }
    }

    private void Process(int index, CancellationToken stopping)
    {
        var (content, problem) = ImageFile.Read(dataset.Items[index].FullPath, intake.MaxFileBytes);
        if (content is null)
        {
            result.Skip(index, problem!);
            return;
        }

        var sha256 = SHA256.HashData(content);
        var first = _firstOfContent.GetOrAdd(Convert.ToHexStringLower(sha256), index);
        if (first != index)
        {
            result.Repeat(index, first);
            return;
        }

        var image = intake.LookUp(sha256);
        for (var s = 0; s < image.Known.Count; s++)
        {
            result.Store(index, s, image.Known[s]?.Vector);
        }

        if (image.Facts is { } facts)
        {
            result.Finish(index, facts, fromCache: true);
            return;
        }

        var (decoded, reason) = intake.Decode(index, content, image);
        if (decoded is null)
        {
            result.Skip(index, reason!);
            return;
        }

        queue.Add(decoded, stopping);
    }
}
