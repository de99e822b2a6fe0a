namespace NoisyLabels.Datasets.Examples.Scenes;

/// <summary>What makes one image hard to recognise; each from 0 (not at all) to 1.</summary>
/// <param name="Likeness">How far the object has come to look like the class that it resembles.</param>
/// <param name="Cover">How much stands in front of it.</param>
/// <param name="Blur">How far it is out of focus.</param>
/// <param name="Fading">How far its colours have come to those behind it.</param>
internal readonly record struct Hardship(float Likeness, float Cover, float Blur, float Fading)
{
    /// <summary>
    /// Every image has its own mix; the strongest of the four is as strong as the image is difficult.
    /// </summary>
    public static Hardship Draw(Dice dice, float difficulty)
    {
        Span<float> shares = stackalloc float[4];
        var strongest = 0f;
        foreach (ref var share in shares)
        {
            share = dice.Between(0.05f, 1);
            strongest = Math.Max(strongest, share);
        }

        var scale = difficulty / strongest;
        return new Hardship(shares[0] * scale, shares[1] * scale, shares[2] * scale, shares[3] * scale);
    }
}
