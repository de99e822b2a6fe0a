using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Tests.Terminal;

public sealed class AmountTests
{
    [Theory]
    [InlineData(0, "0 images")]
    [InlineData(1, "1 image")]
    [InlineData(2000, "2,000 images")]
    public void One_is_in_the_singular(int count, string text) => Assert.Equal(text, Amount.Of(count, "image"));

    [Fact]
    public void A_plural_of_its_own_is_taken() => Assert.Equal("2 classes", Amount.Of(2, "class", "classes"));
}
