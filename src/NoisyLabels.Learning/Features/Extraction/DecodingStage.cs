using System.Collections.Concurrent;
using System.Security.Cryptography;
using NoisyLabels.Imaging;
using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Datasets;
using NoisyLabels.Learning.Features.Caching;

namespace NoisyLabels.Learning.Features.Extraction;

/// <summary>
/// Reads, hashes, looks up and decodes; what must be encoded goes into the queue. Runs on several threads at once.
/// </summary>
internal sealed class DecodingStage(
    ImageDataset dataset,
    int dimension,
    IReadOnlyList<int> sizes,
    IReadOnlyList<FeatureKey> keys,
    FeatureCache cache,
    ImageDecoder decoder,
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
        var (content, problem) = ImageFile.Read(dataset.Items[index].FullPath, decoder.Options.MaxFileBytes);
        if (content is null)
        {
            result.Skip(index, problem!);
            return;
        }

        var sha256 = SHA256.HashData(content);
        var name = Convert.ToHexStringLower(sha256);
        var first = _firstOfContent.GetOrAdd(name, index);
        if (first != index)
        {
            result.Repeat(index, first);
            return;
        }

        byte[][] contentKeys = [.. keys.Select(k => k.For(sha256))];
        CachedFeatures?[] known = [.. contentKeys.Select(key => cache.Find(key, dimension))];
        for (var s = 0; s < known.Length; s++)
        {
            result.Store(index, s, known[s]?.Vector);
        }

        if (Array.TrueForAll(known, k => k is not null))
        {
            result.Finish(index, new ImageFacts(name, known[0]!.Width, known[0]!.Height), fromCache: true);
            return;
        }

        Decode(index, content, name, contentKeys, known, stopping);
    }

    private void Decode(
        int index,
        byte[] content,
        string sha256,
        byte[][] contentKeys,
        CachedFeatures?[] known,
        CancellationToken stopping)
    {
        int[] missing = [.. Enumerable.Range(0, sizes.Count).Where(s => known[s] is null)];
        var outcome = decoder.DecodeSquares(content, [.. missing.Select(s => sizes[s])]);
        if (outcome.Problem is { } problem)
        {
            result.Skip(index, problem.Message);
            return;
        }

        var pictures = new RgbImage?[sizes.Count];
        foreach (var (s, picture) in missing.Zip(outcome.Images))
        {
            pictures[s] = picture;
        }

        var facts = new ImageFacts(sha256, outcome.Width, outcome.Height);
        queue.Add(new DecodedImage(index, facts, contentKeys, pictures), stopping);
    }
}
