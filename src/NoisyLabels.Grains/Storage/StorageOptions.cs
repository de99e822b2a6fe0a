
namespace NoisyLabels.Grains.Storage;

/// <summary>Where everything is kept.</summary>
public sealed record StorageOptions
{
    /// <summary>Folder of models, caches and, without PostgreSQL, of the databases.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>How PostgreSQL is reached, for several silos.</summary>
    /// <value>Null by default: SQLite in the data directory, for one process.</value>
    public string? ConnectionString { get; init; }

    public bool IsPostgres => ConnectionString is not null;

    /// <returns>One sentence for each thing that is wrong; empty when all is well.</returns>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(DataDirectory))
        {
            problems.Add("The data directory has no name; set NoisyLabels__DataDirectory, or --data.");
        }
        else if (File.Exists(DataDirectory))
        {
            problems.Add($"The data directory {DataDirectory} is a file; name a folder.");
        }

        if (ConnectionString is { } text)
        {
            try
            {
                _ = new Npgsql.NpgsqlConnectionStringBuilder(text);
            }
            catch (ArgumentException)
            {
                // The exception's own message may repeat the password.
                problems.Add(
                    "NoisyLabels__Database__ConnectionString is no connection string of PostgreSQL; "
                    + "it looks like Host=…;Database=…;Username=…;Password=….");
            }
        }

        return problems;
    }

    /// <exception cref="UserErrorException">Something is wrong; all of it is named.</exception>
    internal void Validate()
    {
        if (Problems() is [_, ..] problems)
        {
            throw new UserErrorException(string.Join(' ', problems));
        }
    }
}
