using NoisyLabels.Contracts;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Testing;

namespace NoisyLabels.Grains.Tests.Storage;

public sealed class StorageOptionsTests
{
    [Fact]
    public void All_problems_are_named_at_once_and_no_password()
    {
        using var folder = new TemporaryFolder();
        var options = new StorageOptions
        {
            DataDirectory = folder.Write("file", ""),
            ConnectionString = "Host=h;Password=hush-hush;Nonsense=1",
        };
        var error = Assert.Throws<UserErrorException>(() => new Database(options));
        Assert.Equal(2, options.Problems().Count);
        Assert.Equal(string.Join(' ', options.Problems()), error.Message);
        Assert.DoesNotContain("hush-hush", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Attempts_have_folders_of_their_own_below_the_data_directory()
    {
        using var folder = new TemporaryFolder();
        var folders = new DataFolders(folder.Path);
        var run = new Guid("7f0c7d6e-3c1a-4c58-8a44-2a3f6a1d9b10");
        Assert.Equal(
            folder["projects/team-a/14.1795570229/runs/7f0c7d6e3c1a4c588a442a3f6a1d9b10/3"],
            folders.Attempt(new ProjectKey("team-a", 14, 1795570229), run, 3));
        Assert.Throws<ArgumentException>(() => folders.Project(new ProjectKey("../..", 14, 0)));
    }
}
