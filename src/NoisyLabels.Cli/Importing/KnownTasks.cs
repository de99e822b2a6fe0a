using NoisyLabels.LabelStudio.Api;
using NoisyLabels.Learning;

namespace NoisyLabels.Cli.Importing;

/// <summary>Which images a project has already: by the path and the content that its tasks remember.</summary>
internal sealed class KnownTasks
{
    private const int PageSize = 500;

    private readonly Dictionary<string, string> _contents = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> FileNames => _contents.Keys;

    /// <exception cref="UserErrorException">They cannot be listed.</exception>
    public static async Task<KnownTasks> ReadAsync(LabelStudioClient client, long project, CancellationToken token)
    {
        var known = new KnownTasks();
        for (var page = 1; ; page++)
        {
            var answer = await client.Tasks.PageAsync(project, page, PageSize, cancellation: token);
            if (!answer.IsSuccess)
            {
                throw new UserErrorException(answer.Problem.Message);
            }

            foreach (var task in answer.Value.Tasks)
            {
                if (task.Data.Text(TaskKeys.FileName) is { } file)
                {
                    known._contents[file] = task.Data.Text(TaskKeys.Sha256) ?? "";
                }
            }

            if (answer.Value.Tasks.Count < PageSize)
            {
                return known;
            }
        }
    }

    public bool Has(string file) => _contents.ContainsKey(file);

    /// <summary>Whether the task of this file was made of other bytes.</summary>
    public bool Differs(string file, string sha256) => _contents[file] != sha256;
}
