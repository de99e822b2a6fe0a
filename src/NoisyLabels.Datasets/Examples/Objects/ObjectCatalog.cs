namespace NoisyLabels.Datasets.Examples.Objects;

/// <summary>The eight classes, in ordinal order of their names: four pairs that resemble each other.</summary>
internal static class ObjectCatalog
{
    public static IReadOnlyList<DrawnObject> All { get; } =
    [
        new("apple", "pear", Fruits.Apple, 0.5f),
        new("cup", "teapot", Crockery.Cup, 0.25f),
        new("fish", "leaf", Creatures.Fish, 0.5f),
        new("flower", "star", Blossoms.Flower, 3.1f),
        new("leaf", "fish", Creatures.Leaf, 1.2f),
        new("pear", "apple", Fruits.Pear, 0.5f),
        new("star", "flower", Blossoms.Star, 0.6f),
        new("teapot", "cup", Crockery.Teapot, 0.25f),
    ];

    /// <summary>Where a class stands in <see cref="All"/>.</summary>
    public static int IndexOf(string name) => All.Index().First(entry => entry.Item.Name == name).Index;
}

/// <summary>A class of the example: how to draw one of its kind, and what it is most easily taken for.</summary>
/// <param name="Name">The class.</param>
/// <param name="Resembles">The class that its hard images resemble.</param>
/// <param name="Sketch">Draws another one each time; two of equal dice are alike.</param>
/// <param name="MaxTilt">How far one is turned, at most, in radians to either side.</param>
internal sealed record DrawnObject(string Name, string Resembles, Func<Dice, Sketch> Sketch, float MaxTilt);
