using System.Net;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Cli.Tests.Terminal;

public sealed class ServerSentencesTests
{
    private static readonly Uri Server = new("http://127.0.0.1:9090/");

    private static readonly Exception Cause = new InvalidOperationException("socket");

    public static TheoryData<Exception, string> Cases => new()
    {
        { new NoisyLabelsApiException(HttpStatusCode.Unauthorized, null), "set BASIC_AUTH_USER and BASIC_AUTH_PASS." },
        { new NoisyLabelsApiException(HttpStatusCode.NotFound, new ProblemDetails(null, 404, "No such project.")), "No such project." },
        { new NoisyLabelsApiException(HttpStatusCode.BadGateway, null), "(502 BadGateway)." },
        { new NoisyLabelsUnreachableException(Server, null, Cause), "start 'noisylabels serve', or give its address with --server." },
        { new NoisyLabelsUnreachableException(Server, TimeSpan.FromSeconds(100), Cause), "did not answer within 100 s." },
        { new NoisyLabelsFormatException(Server, Cause), "give the server's address with --server." },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Each_failure_of_the_server_says_what_to_do(Exception exception, string end) =>
        Assert.EndsWith(end, ServerSentences.Of(exception), StringComparison.Ordinal);

    [Fact]
    public void Other_failures_are_none_of_its_business() => Assert.Null(ServerSentences.Of(Cause));
}
