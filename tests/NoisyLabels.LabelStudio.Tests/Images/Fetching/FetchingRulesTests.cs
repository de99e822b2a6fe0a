using NoisyLabels.LabelStudio.Images.Fetching;
using NoisyLabels.LabelStudio.Tests.Api;
using NoisyLabels.Testing.LabelStudio;
using static NoisyLabels.LabelStudio.Tests.Images.Fetching.Fetching;

namespace NoisyLabels.LabelStudio.Tests.Images.Fetching;

/// <summary>Which hosts and networks are asked, also after redirects, and who sees the key.</summary>
public sealed class FetchingRulesTests
{
    [Fact]
    public async Task A_cloud_image_is_resolved_and_the_store_never_sees_the_key()
    {
        await using var asking = await Asking.StartAsync();
        await using var store = await FakeLabelStudio.StartAsync();
        store.Content.Files["/signed/c.png"] = Picture;
        asking.Fake.Content.Redirects["s3://bucket/c.png"] = $"{store.Address}signed/c.png?Signature=SECRET";
        var inPrivate = await FetchAsync(asking, "s3://bucket/c.png");
        Assert.Equal(ImageRefusalKind.NotAllowed, inPrivate.Refusal!.Kind);
        Assert.Contains("private network", inPrivate.Refusal.Message, StringComparison.Ordinal);
        Assert.Empty(store.Requests);

        // Allowed hosts are not needed: Label Studio itself names the store.
        var fetched = await FetchAsync(asking, "s3://bucket/c.png", Loopback(Options(asking)));
        Assert.Equal(Picture, fetched.Bytes);
        Assert.Equal("", Assert.Single(store.Requests).Authorization);
    }

    [Fact]
    public async Task A_store_may_not_send_us_on_to_another_host()
    {
        await using var asking = await Asking.StartAsync();
        await using var store = await FakeLabelStudio.StartAsync();
        asking.Fake.Content.Redirects["s3://bucket/c.png"] = $"{store.Address}signed/c.png";
        store.Content.Redirects["/signed/c.png"] = "http://elsewhere.example/c.png";
        var refusal = (await FetchAsync(asking, "s3://bucket/c.png", Loopback(Options(asking)))).Refusal!;
        Assert.Equal(ImageRefusalKind.NotAllowed, refusal.Kind);
        Assert.Contains("elsewhere.example", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_hosts_are_asked_only_when_allowed_and_not_in_private_networks()
    {
        await using var asking = await Asking.StartAsync();
        await using var other = await FakeLabelStudio.StartAsync();
        other.Content.Files["/public/a.png"] = Picture;
        var address = $"{other.Address}public/a.png";
        var options = Options(asking);
        var unknown = (await FetchAsync(asking, address)).Refusal!;
        Assert.Contains("add it to the allowed hosts", unknown.Message, StringComparison.Ordinal);

        var allowed = options with { AllowedHosts = ["127.0.0.1"] };
        var inPrivate = (await FetchAsync(asking, address, allowed)).Refusal!;
        Assert.Contains("private network", inPrivate.Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
        Assert.Equal(Picture, (await FetchAsync(asking, address, Loopback(allowed))).Bytes);
        Assert.Equal("", other.Requests.Single().Authorization);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task A_private_address_by_another_name_is_still_private(string host)
    {
        await using var asking = await Asking.StartAsync();
        await using var other = await FakeLabelStudio.StartAsync();
        var options = Options(asking) with { AllowedHosts = ["*"] };
        var fetched = await FetchAsync(asking, $"http://{host}:{other.Address.Port}/public/a.png", options);
        Assert.Equal(ImageRefusalKind.NotAllowed, fetched.Refusal!.Kind);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task An_allowed_host_cannot_use_us_to_reach_Label_Studio_with_our_key()
    {
        await using var asking = await Asking.StartAsync();
        await using var other = await FakeLabelStudio.StartAsync();
        other.Content.Redirects["/public/a.png"] = $"{asking.Fake.Address}data/upload/1/secret.png";
        asking.Fake.Content.Files["/data/upload/1/secret.png"] = Picture;
        var options = Loopback(Options(asking) with { AllowedHosts = ["127.0.0.1"] });
        var fetched = await FetchAsync(asking, $"{other.Address}public/a.png", options);
        Assert.Equal(ImageRefusalKind.KeyRefused, fetched.Refusal!.Kind);
        Assert.Equal("", asking.Fake.Requests.Single().Authorization);
    }

    [Theory]
    [InlineData("file:///etc/passwd", "not fetched by \"file:\"")]
    [InlineData("http://a:b@127.0.0.1/x.png", "user name or password")]
    [InlineData("/public/a.png", "redirects without end")]
    public async Task Odd_redirects_are_not_followed(string target, string expected)
    {
        await using var asking = await Asking.StartAsync();
        await using var other = await FakeLabelStudio.StartAsync();
        other.Content.Redirects["/public/a.png"] = target;
        var options = Loopback(Options(asking) with { AllowedHosts = ["127.0.0.1"] });
        var fetched = await FetchAsync(asking, $"{other.Address}public/a.png", options);
        Assert.Contains(expected, fetched.Refusal!.Message, StringComparison.Ordinal);
    }
}
