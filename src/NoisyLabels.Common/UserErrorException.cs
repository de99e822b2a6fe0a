namespace NoisyLabels.Common;

/// <summary>
/// Something that the user can put right: the message says in one sentence what was wrong and what to do.
/// Programs show the message alone, without a stack trace.
/// </summary>
public class UserErrorException : Exception
{
    public UserErrorException(string message)
        : base(message)
    {
    }

    public UserErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
