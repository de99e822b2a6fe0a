using System.Net;

namespace NoisyLabels.LabelStudio.Images.Fetching;

/// <summary>What a status code means for an image, as Label Studio and stores use them.</summary>
internal static class StatusSentence
{
    private const int MostCharacters = 200;

    public static FetchedImage Of(HttpStatusCode status, string name, bool isInstance) =>
        status switch
        {
            HttpStatusCode.Unauthorized when isInstance => FetchedImage.Refused(
                ImageRefusalKind.KeyRefused, $"Label Studio does not give {name} to the configured API key."),
            HttpStatusCode.Forbidden when isInstance && name.Contains("/local-files/", StringComparison.Ordinal) =>
                FetchedImage.Refused(
                    ImageRefusalKind.KeyRefused,
                    "Label Studio serves no local files: LOCAL_FILES_SERVING_ENABLED is off in its environment."),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => FetchedImage.Refused(
                ImageRefusalKind.KeyRefused, $"{name} is not given to us ({(int)status})."),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => FetchedImage.Refused(
                ImageRefusalKind.Gone, $"{name} is not there, or no storage of the project covers it."),
            HttpStatusCode.InternalServerError when isInstance => FetchedImage.Refused(
                ImageRefusalKind.Gone, $"{name} is not there, or Label Studio failed (500)."),
            HttpStatusCode.FailedDependency => FetchedImage.Refused(
                ImageRefusalKind.Failed, $"Label Studio could not reach the storage of {name}."),
            >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout =>
                FetchedImage.Refused(ImageRefusalKind.Failed, $"{name} could not be had ({(int)status})."),
            _ => FetchedImage.Refused(ImageRefusalKind.Gone, $"{name} could not be had ({(int)status})."),
        };

    /// <summary>Without user name, password and query, which may be secrets.</summary>
    public static string Shown(Uri uri)
    {
        var text = uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return Shortened(text);
    }

    public static string Shortened(string text) =>
        text.Length <= MostCharacters ? text : $"{text[..MostCharacters]}…";
}
