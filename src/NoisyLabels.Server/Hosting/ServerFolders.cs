using NoisyLabels.Learning;

namespace NoisyLabels.Server.Hosting;

internal static class ServerFolders
{
    /// <summary>Beside the files that users add, of which a server's data are some.</summary>
    public static string Default => Path.Combine(UserFolders.Data, "server");
}
