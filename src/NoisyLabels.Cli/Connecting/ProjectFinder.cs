using NoisyLabels.LabelStudio.Api;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Cli.Connecting;

/// <summary>Finds a project by its number or its title.</summary>
internal static class ProjectFinder
{
    /// <exception cref="UserErrorException">There is none, there are several, or it cannot be asked.</exception>
    public static async Task<ProjectRecord> FindAsync(
        LabelStudioClient client, long? id, string? title, CancellationToken token)
    {
        if (id is { } number)
        {
            var one = await client.Projects.GetAsync(number, token);
            return one.IsSuccess ? one.Value
                : one.Problem.Kind is ApiProblemKind.NotFound
                    ? throw new UserErrorException(
                        $"Label Studio has no project {number} that the key's user may see; its number stands in the "
                        + "address of its page (/projects/NUMBER).")
                    : throw new UserErrorException(one.Problem.Message);
        }

        return await TitledAsync(client, title ?? "", token)
            ?? throw new UserErrorException($"Label Studio has no project with the title \"{title}\".");
    }

    /// <returns>Null when there is none with this title.</returns>
    /// <exception cref="UserErrorException">There are several, or they cannot be listed.</exception>
    public static async Task<ProjectRecord?> TitledAsync(
        LabelStudioClient client, string title, CancellationToken token)
    {
        var all = await client.Projects.ListAsync(token);
        if (!all.IsSuccess)
        {
            throw new UserErrorException(all.Problem.Message);
        }

        return all.Value.Where(project => project.Title == title).ToList() switch
        {
            [] => null,
            [var only] => only,
            var several => throw new UserErrorException(
                $"{several.Count} projects have the title \"{title}\": numbers "
                + $"{string.Join(", ", several.Select(project => project.Uid.Id))}. Say which one with --project."),
        };
    }
}
