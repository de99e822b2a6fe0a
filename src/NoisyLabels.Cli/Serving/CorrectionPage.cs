using System.Runtime.CompilerServices;

namespace NoisyLabels.Cli.Serving;

/// <summary>A page of corrections, worst label first.</summary>
/// <param name="Next">Where the next page begins; null on the last one.</param>
internal sealed record CorrectionPage(
    string? Control, string? ModelVersion, IReadOnlyList<CorrectionItem> Items, string? Next)
{
    private const int MostRows = 1000;

    /// <summary>All of a project that the query asks for, a page at a time.</summary>
    /// <param name="server">The server.</param>
    /// <param name="project">The project.</param>
    /// <param name="query">For example <c>only_issues=true&amp;</c>; empty for all.</param>
    /// <param name="token">Stops asking.</param>
    /// <param name="limit">Rows of a page; fewer where fewer are wanted.</param>
    public static async IAsyncEnumerable<CorrectionItem> AllAsync(
        ServerAccess server,
        ProjectName project,
        string query,
        [EnumeratorCancellation] CancellationToken token,
        int limit = MostRows)
    {
        var after = "";
        while (true)
        {
            var page = await server.GetAsync<CorrectionPage>(
                $"{project.Path}/corrections?{query}limit={Math.Min(limit, MostRows)}{after}", token);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            if (page.Next is not { } next)
            {
                yield break;
            }

            after = $"&after={Uri.EscapeDataString(next)}";
        }
    }
}
