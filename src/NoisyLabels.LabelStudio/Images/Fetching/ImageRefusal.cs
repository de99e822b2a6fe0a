namespace NoisyLabels.LabelStudio.Images.Fetching;

/// <param name="Kind">What to do about it.</param>
/// <param name="Message">One sentence, without secrets: signed addresses lose their query.</param>
public sealed record ImageRefusal(ImageRefusalKind Kind, string Message)
{
    /// <summary>Asking again later may help.</summary>
    public bool MayPass => Kind is ImageRefusalKind.Failed;
}
