namespace NoisyLabels.Datasets.Examples.Objects;

/// <summary>A class of the example: how to draw one of its kind, and what it is most easily taken for.</summary>
/// <param name="Name">The class.</param>
/// <param name="Resembles">The class that its hard images resemble.</param>
/// <param name="Sketch">Draws another one each time; two of equal dice are alike.</param>
/// <param name="MaxTilt">How far one is turned, at most, in radians to either side.</param>
internal sealed record DrawnObject(string Name, string Resembles, Func<Dice, Sketch> Sketch, float MaxTilt);
