using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Contracts.Tests.Api;

public sealed class BasicHeaderTests
{
    [Fact]
    public void User_and_password_are_written_as_the_standard_says_and_read_back()
    {
        var header = BasicHeader.Write("Aladdin", "open sesame").ToString();

        Assert.Equal("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", header);
        Assert.Equal(BasicHeader.Join("Aladdin", "open sesame"), BasicHeader.Read(header));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic not-base64!")]
    [InlineData("Bearer QWxhZGRpbjpvcGVuIHNlc2FtZQ==")]
    public void A_header_of_another_form_holds_no_user(string? header) => Assert.Null(BasicHeader.Read(header));
}
