namespace NoisyLabels.LabelStudio.Api.Access;

/// <summary>Where a Label Studio is, and how it is asked.</summary>
public sealed record LabelStudioOptions
{
    /// <summary>
    /// The address of Label Studio, with the path that it lives under. Credentials go to this address and nowhere else.
    /// </summary>
    public required Uri Address { get; init; }

    /// <summary>Null when only questions are asked that need no log-in.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>Time for one ordinary answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Time for answers that grow with the project (exports, imports): without Redis, Label Studio makes an export
    /// inside the request.
    /// </summary>
    public TimeSpan LongTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long to wait between questions whether an export is ready.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a question that changes nothing is repeated after a failure that may pass.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The wait before the first repetition; it doubles with each.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Most bytes of an ordinary answer.</summary>
    public long MaxBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Most predictions in one import; Label Studio stores about a thousand in a second.</summary>
    public int ImportBatch { get; init; } = 1000;

    /// <returns>One sentence for each thing that is wrong; empty when all is well.</returns>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (!Address.IsAbsoluteUri || Address.Scheme is not ("http" or "https"))
        {
            problems.Add("The address of Label Studio must begin with http:// or https://.");
        }
        else if (Address.UserInfo.Length > 0)
        {
            problems.Add("The address of Label Studio must hold no user name or password.");
        }

        if (Timeout <= TimeSpan.Zero || LongTimeout <= TimeSpan.Zero || PollInterval <= TimeSpan.Zero)
        {
            problems.Add("The time limits for Label Studio must be above zero.");
        }

        if (Retries is < 0 or > 10)
        {
            problems.Add("The number of retries for Label Studio must lie between 0 and 10.");
        }

        if (ImportBatch < 1)
        {
            problems.Add("The number of predictions in one import must be at least 1.");
        }

        return problems;
    }

    /// <summary>The address with a slash at its end, so that paths can be joined to it.</summary>
    internal Uri Root
    {
        get
        {
            var text = Address.GetLeftPart(UriPartial.Path);
            return new Uri(text.EndsWith('/') ? text : $"{text}/");
        }
    }
}
