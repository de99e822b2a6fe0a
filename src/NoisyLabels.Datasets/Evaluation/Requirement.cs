namespace NoisyLabels.Datasets.Evaluation;

/// <summary>What a figure needs in order to be defined.</summary>
internal enum Requirement
{
    Images,
    HundredImages,
    WrongLabels,
    WrongAndRightLabels,
    FlaggedImages,
}
