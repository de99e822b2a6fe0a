using NoisyLabels.Cli.Connecting;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Cli.Importing;

/// <summary>The project that a dataset goes into.</summary>
/// <param name="Id">Null where a dry run would make it.</param>
/// <param name="Control">Takes the given labels.</param>
/// <param name="ImageKey">Takes the image's address.</param>
internal sealed record ImportTarget(long? Id, string Title, bool IsNew, ChoiceControl Control, string ImageKey)
{
    /// <summary>Number of the user whose annotations the given labels become; null for the key's user.</summary>
    public long? Annotator { get; init; }

    /// <summary>Finds or makes the project, and makes sure that the dataset fits it.</summary>
    /// <exception cref="UserErrorException">It does not, or Label Studio refuses.</exception>
    public static async Task<ImportTarget> OpenAsync(
        LabelStudioAccess access, ImageDataset dataset, ImportOptions options, CancellationToken token)
    {
        var annotator = options.Annotator is { } email ? await UserAsync(access, email, token) : (long?)null;
        var project = options.Project is { } id
            ? await ProjectFinder.FindAsync(access.Client, id, null, token)
            : await ProjectFinder.TitledAsync(access.Client, CheckedTitle(options), token);
        var isNew = project is null;
        var config = project is null ? ClassificationConfig.Of(dataset.Classes) : project.LabelConfig;
        var (control, key) = ClassificationConfig.Fit(config, dataset.Classes);
        if (project is null && !options.DryRun)
        {
            project = await CreateAsync(access, options.Title!, config!, token);
        }

        return new ImportTarget(project?.Uid.Id, project?.Title ?? options.Title!, isNew, control, key)
        {
            Annotator = annotator,
        };
    }

    private static string CheckedTitle(ImportOptions options) =>
        options.Title is { Length: >= NewProject.LeastTitle and <= NewProject.MostTitle } title
            ? title
            : throw new UserErrorException(
                $"A project's title has {NewProject.LeastTitle} to {NewProject.MostTitle} characters; "
                + $"\"{options.Title}\" has {options.Title?.Length ?? 0}.");

    private static async Task<ProjectRecord> CreateAsync(
        LabelStudioAccess access, string title, string config, CancellationToken token)
    {
        var project = new NewProject(title, config) { Description = "Imported with given labels by NoisyLabels." };
        var made = await access.Client.Projects.CreateAsync(project, token);
        return made.IsSuccess ? made.Value : throw new UserErrorException(made.Problem.Message);
    }

    private static async Task<long> UserAsync(LabelStudioAccess access, string email, CancellationToken token)
    {
        var users = await access.Client.Users.ListAsync(token);
        if (!users.IsSuccess)
        {
            throw new UserErrorException(users.Problem.Message);
        }

        return users.Value
            .FirstOrDefault(user => string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase))?.Id
            ?? throw new UserErrorException(
                $"This Label Studio has no user {email}: invite them, or leave out --annotator to let the given labels "
                + "be annotations of the key's user.");
    }
}
