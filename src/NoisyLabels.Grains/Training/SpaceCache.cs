using System.Security.Cryptography;
using System.Text;
using NoisyLabels.Contracts;
using NoisyLabels.Learning.Assistance;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Grains.Training;

/// <summary>
/// Keeps what does not depend on labels from one training to the next, so that a new label costs a refit alone. Few
/// are kept: one of 10,000 images has about 100 MB.
/// </summary>
internal sealed class SpaceCache : IDisposable
{
    private const int Kept = 2;

    private readonly Lock _lock = new();
    private readonly List<(ProjectKey Project, string Content, ImageSpace Space)> _spaces = [];

    /// <param name="images">Hashes of the images, in the order of the features' rows.</param>
    /// <param name="features">Makes [N, D] features, when they are needed.</param>
    public ImageSpace Of(
        ProjectKey project,
        IReadOnlyList<string> images,
        Func<FloatMatrix> features,
        Backbone backbone,
        int sizes,
        CancellationToken cancellation)
    {
        var content = Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(
            $"{backbone.Sha256} {sizes} {string.Join('\n', images)}")));
        lock (_lock)
        {
            var found = _spaces.FindIndex(space => space.Project == project && space.Content == content);
            if (found >= 0)
            {
                return _spaces[found].Space;
            }
        }

        var made = ImageSpace.Fit(features(), backbone, sizes, cancellation: cancellation);
        lock (_lock)
        {
            // Others are let go of, not disposed: a training of another project may still hold one.
            _spaces.RemoveAll(space => space.Project == project);
            _spaces.Insert(0, (project, content, made));
            _spaces.RemoveRange(Math.Min(Kept, _spaces.Count), Math.Max(0, _spaces.Count - Kept));
        }

        return made;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _spaces.ForEach(space => space.Space.Dispose());
            _spaces.Clear();
        }
    }
}
