using NoisyLabels.LabelStudio.Images.Fetching;
using NoisyLabels.LabelStudio.Tests.Api;
using NoisyLabels.Testing;
using NoisyLabels.Testing.LabelStudio;
using static NoisyLabels.LabelStudio.Tests.Images.Fetching.Fetching;

namespace NoisyLabels.LabelStudio.Tests.Images.Fetching;

public sealed class ImageFetcherTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/data/upload/14/a.png")]
    [InlineData("/data/local-files/?d=a/b.png")]
    public async Task Label_Studios_own_images_are_fetched_with_the_key(string address)
    {
        await using var asking = await Asking.StartAsync();
        asking.Fake.Content.Files[address] = Picture;
        var fetched = await FetchAsync(asking, address);
        Assert.Equal(Picture, fetched.Bytes);
        Assert.StartsWith("Token ", asking.Fake.Requests[^1].Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_personal_token_is_renewed_when_an_image_is_refused()
    {
        await using var asking = await Asking.StartAsync();
        asking.Fake.Content.Files["/data/upload/14/a.png"] = Picture;
        var options = Options(asking) with { Instance = asking.Options(asking.Fake.Access.PersonalToken) };
        using var fetcher = new ImageFetcher(options, asking.Clients, asking.Clock);
        Assert.True((await FetchAsync(fetcher, options, "/data/upload/14/a.png")).IsImage);
        asking.Fake.Access.ForgetAccessTokens();
        Assert.True((await FetchAsync(fetcher, options, "/data/upload/14/a.png")).IsImage);
        Assert.Equal(2, asking.Fake.Access.Issued);
    }

    [Theory]
    [InlineData("/data/upload/14/none.png", ImageRefusalKind.Gone)]
    [InlineData("/data/local-files/?d=none.png", ImageRefusalKind.Gone)]
    [InlineData("s3://nobodys/none.png", ImageRefusalKind.Gone)]
    [InlineData("/data/upload/14/page.html", ImageRefusalKind.NoImage)]
    [InlineData("/data/upload/14/large.png", ImageRefusalKind.TooLarge)]
    public async Task What_cannot_be_had_is_a_sentence(string address, ImageRefusalKind kind)
    {
        await using var asking = await Asking.StartAsync();
        asking.Fake.Content.Files["/data/upload/14/page.html"] = "<html>"u8.ToArray();
        asking.Fake.Content.Files["/data/upload/14/large.png"] = new byte[2001];
        var refusal = (await FetchAsync(asking, address, Options(asking) with { MaxBytes = 2000 })).Refusal!;
        Assert.Equal(kind, refusal.Kind);
        Assert.StartsWith(address, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "LOCAL_FILES_SERVING_ENABLED", false)]
    [InlineData(424, "could not reach the storage", true)]
    [InlineData(503, "(503)", true)]
    public async Task Failures_of_Label_Studio_are_explained(int status, string expected, bool mayPass)
    {
        await using var asking = await Asking.StartAsync();
        asking.Fake.Fail("/data/local-files", status);
        var refusal = (await FetchAsync(asking, "/data/local-files/?d=a.png")).Refusal!;
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(mayPass, refusal.MayPass);
    }

    [Fact]
    public async Task A_slow_or_broken_answer_is_given_up()
    {
        await using var asking = await Asking.StartAsync();
        asking.Fake.Hang("/data/upload/14/slow.png");
        asking.Fake.Abort("/data/upload/14/broken.png");
        var options = Options(asking) with { Timeout = TimeSpan.FromMilliseconds(200) };
        Assert.Contains(
            "did not come within 0.2 s",
            (await FetchAsync(asking, "/data/upload/14/slow.png", options)).Refusal!.Message,
            StringComparison.Ordinal);
        Assert.Equal(
            ImageRefusalKind.Failed, (await FetchAsync(asking, "/data/upload/14/broken.png", options)).Refusal!.Kind);
    }

    [Fact]
    public async Task An_unknown_key_is_named_and_signed_addresses_lose_their_query()
    {
        await using var asking = await Asking.StartAsync();
        var options = Options(asking) with { Instance = asking.Options("nobodys-token") };
        Assert.Equal(
            ImageRefusalKind.KeyRefused, (await FetchAsync(asking, "/data/upload/1/a.png", options)).Refusal!.Kind);

        await using var store = await FakeLabelStudio.StartAsync();
        asking.Fake.Content.Redirects["s3://b/c.png"] = $"{store.Address}signed/none.png?Signature=SECRET";
        var refusal = (await FetchAsync(asking, "s3://b/c.png", Loopback(Options(asking)))).Refusal!;
        Assert.Equal(ImageRefusalKind.Gone, refusal.Kind);
        Assert.DoesNotContain("SECRET", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Local_files_that_are_at_hand_are_read_and_no_path_leaves_their_folder()
    {
        await using var asking = await Asking.StartAsync();
        using var folder = new TemporaryFolder();
        var root = Directory.CreateDirectory(Path.Combine(folder.Path, "root")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(root, "a.png"), Picture, Cancellation);
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "secret.png"), Picture, Cancellation);
        var options = Options(asking) with { LocalFilesRoot = root };
        Assert.Equal(Picture, (await FetchAsync(asking, "/data/local-files/?d=a.png", options)).Bytes);
        Assert.Empty(asking.Fake.Requests);

        foreach (var outside in new[] { "../secret.png", "%2e%2e/secret.png", folder.Path + "/secret.png", "a%00.png" })
        {
            var fetched = await FetchAsync(asking, $"/data/local-files/?d={outside}", options);
            Assert.False(fetched.IsImage);
        }

        Assert.Equal(4, asking.Fake.Requests.Count);
    }

    [Fact]
    public async Task An_image_within_the_task_needs_no_fetching_but_keeps_the_limit()
    {
        await using var asking = await Asking.StartAsync();
        const string address = "data:image/png;base64,iVBORw0KGgo=";
        Assert.Equal(8, (await FetchAsync(asking, address)).Bytes!.Length);
        Assert.Equal(
            ImageRefusalKind.TooLarge,
            (await FetchAsync(asking, address, Options(asking) with { MaxBytes = 5 })).Refusal!.Kind);
    }
}
