using NoisyLabels.Imaging;

namespace NoisyLabels.Learning.Features.Extraction;

/// <summary>An image on its way from a decoder to an encoder.</summary>
/// <param name="Index">Its place in the dataset.</param>
/// <param name="Facts">What is known of its file.</param>
/// <param name="Keys">One a size: where the cache keeps its features.</param>
/// <param name="Pictures">One a size; null where the features of that size are known already.</param>
internal sealed record DecodedImage(
    int Index, ImageFacts Facts, IReadOnlyList<byte[]> Keys, IReadOnlyList<RgbImage?> Pictures);
