using System.Net;

namespace NoisyLabels.LabelStudio.Images.Fetching;

/// <summary>What a status code means for an image, as Label Studio and stores use them.</summary>
internal static class StatusSentence
{
    private const int MaxCharacters = 200;

    public static FetchedImage Explain(HttpStatusCode status, string name, bool isInstance) =>
        status switch
        {
            HttpStatusCode.Unauthorized when isInstance => FetchedImage.Refuse(
                ImageRefusalKind.KeyRefused,
                $"Label Studio does not give {name} to the configured API key; use the key of a user who can see the "
                + "project."),
            HttpStatusCode.Forbidden when isInstance && name.Contains("/local-files/", StringComparison.Ordinal) =>
                FetchedImage.Refuse(
                    ImageRefusalKind.KeyRefused,
                    "Label Studio serves no local files; set LOCAL_FILES_SERVING_ENABLED to true in its environment."),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => FetchedImage.Refuse(
                ImageRefusalKind.KeyRefused, $"{name} is not for this program: its host answers {(int)status}."),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => FetchedImage.Refuse(
                ImageRefusalKind.Gone, $"{name} is not there, or no storage of the project covers it."),
            HttpStatusCode.InternalServerError when isInstance => FetchedImage.Refuse(
                ImageRefusalKind.Gone, $"{name} is not there, or Label Studio failed (500)."),
            HttpStatusCode.FailedDependency => FetchedImage.Refuse(
                ImageRefusalKind.Failed, $"Label Studio could not reach the storage of {name}."),
            >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout =>
                FetchedImage.Refuse(ImageRefusalKind.Failed, $"{name} could not be fetched ({(int)status})."),
            _ => FetchedImage.Refuse(ImageRefusalKind.Gone, $"{name} could not be fetched ({(int)status})."),
        };

    /// <summary>Leaves out user name, password and query, which may be secrets.</summary>
    public static string ShowWithoutSecrets(Uri uri)
    {
        var text = uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return Shorten(text);
    }

    public static string Shorten(string text) =>
        text.Length <= MaxCharacters ? text : $"{text[..MaxCharacters]}…";
}
