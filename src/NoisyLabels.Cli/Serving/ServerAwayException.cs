
namespace NoisyLabels.Cli.Serving;

/// <summary>No server answers; it may be back in a moment.</summary>
internal sealed class ServerAwayException(string message, Exception innerException)
    : UserErrorException(message, innerException);
