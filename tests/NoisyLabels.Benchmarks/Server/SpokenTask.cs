namespace NoisyLabels.Benchmarks.Server;

/// <summary>A task of Label Studio as its messages name it.</summary>
/// <param name="Image">A data URL.</param>
/// <param name="Label">What a person would choose.</param>
internal sealed record SpokenTask(long Id, string Image, string Label)
{
    public static SpokenTask Draw(int number, int side) =>
        new(number + 1, DrawnPictures.DataUrl(number, side), DrawnPictures.ClassOf(number));
}
