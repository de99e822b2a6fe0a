using CsCheck;
using NoisyLabels.LabelStudio.Api.Access;
using NoisyLabels.LabelStudio.Images;

namespace NoisyLabels.LabelStudio.Tests.Images;

public sealed class ImageLocatorTests
{
    private static readonly ImageOptions Options = new()
    {
        Instance = new LabelStudioOptions { Address = new Uri("http://ls.example:8080/base") },
        Aliases = [new Uri("http://localhost:8080")],
    };

    [Theory]
    [InlineData("/data/upload/14/a b.jpg", "data/upload/14/a%20b.jpg")]
    [InlineData("/base/data/upload/14/a.jpg", "data/upload/14/a.jpg")]
    [InlineData("upload/14/a.jpg", "data/upload/14/a.jpg")]
    [InlineData("/upload/14/a.jpg", "data/upload/14/a.jpg")]
    [InlineData("http://ls.example:8080/base/data/upload/14/a.jpg", "data/upload/14/a.jpg")]
    [InlineData("http://localhost:8080/data/upload/14/a.jpg", "data/upload/14/a.jpg")]
    [InlineData("/data/local-files/?d=a%2Fb%20c.jpg", "data/local-files/?d=a%2Fb%20c.jpg")]
    [InlineData("/data/local-files/?d=a/b c.jpg", "data/local-files/?d=a%2Fb%20c.jpg")]
    [InlineData("http://localhost:8080/data/local-files/?d=a/b.jpg", "data/local-files/?d=a%2Fb.jpg")]
    [InlineData("s3://bucket/key/c.jpg", "tasks/5/presign/?fileuri=czM6Ly9idWNrZXQva2V5L2MuanBn")]
    [InlineData("gs://b/c.jpg", "tasks/5/presign/?fileuri=Z3M6Ly9iL2MuanBn")]
    [InlineData("azure-blob://b/cd.jpg", "tasks/5/presign/?fileuri=YXp1cmUtYmxvYjovL2IvY2QuanBn")]
    [InlineData("s3://b/cd", "tasks/5/presign/?fileuri=czM6Ly9iL2Nk")]
    [InlineData("s3://b/c", "tasks/5/presign/?fileuri=czM6Ly9iL2M%3D")]
    [InlineData("/tasks/9/resolve/?fileuri=czM6Ly9iL2M%3D", "tasks/9/presign/?fileuri=czM6Ly9iL2M%3D")]
    [InlineData("/projects/3/resolve/?fileuri=czM6Ly9iL2M=", "tasks/5/presign/?fileuri=czM6Ly9iL2M%3D")]
    public void Label_Studio_is_asked_for_what_it_keeps(string address, string path)
    {
        var image = Assert.IsType<InstanceImage>(ImageLocator.Locate(address, 5, Options).Message);
        Assert.Equal(path, image.Paths[0]);
    }

    [Theory]
    [InlineData("/data/upload/1/a.jpg", "http://ls.example:8080/base/data/upload/1/a.jpg", "upload/1/a.jpg")]
    [InlineData("/data/local-files/?d=a/b.jpg", "http://localhost:8080/data/local-files/?d=a%2Fb.jpg", null)]
    [InlineData("s3://b/c", "/base/tasks/7/resolve/?fileuri=czM6Ly9iL2M%3D", "/tasks/8/presign/?fileuri=s3://b/c")]
    public void One_image_has_one_key_however_it_is_spelled(string address, string other, string? third)
    {
        var spellings = new[] { address, other, third ?? address };
        Assert.Single(spellings.Select(text => ImageLocator.Locate(text, 5, Options).Message!.Key).Distinct());
    }

    [Theory]
    [InlineData("https://images.example/a.jpg?x=1#y", "https://images.example/a.jpg?x=1")]
    [InlineData("https://images.example/data/upload/1/a.jpg", "https://images.example/data/upload/1/a.jpg")]
    [InlineData("http://ls.example:8081/data/upload/1/a.jpg", "http://ls.example:8081/data/upload/1/a.jpg")]
    [InlineData("https://ls.example:8080/base/data/upload/1/a.jpg", "https://ls.example:8080/base/data/upload/1/a.jpg")]
    [InlineData("/api/users", "/api/users")]
    [InlineData("/data/upload/../../api/users", "/api/users")]
    [InlineData("http://ls.example:8080/base/data/upload/%2e%2e/%2e%2e/api/users", "/api/users")]
    [InlineData("/static/logo.png", "/static/logo.png")]
    public void Everything_else_gets_no_key_of_ours(string address, string key)
    {
        var image = Assert.IsType<WebImage>(ImageLocator.Locate(address, 5, Options).Message);
        Assert.Equal(key, image.Key);
    }

    [Theory]
    [InlineData("data:image/png;base64,iVBORw0KGgo=", 8)]
    [InlineData("data:image/png;base64,iVBORw0KGgo%3D", 8)]
    [InlineData("DATA:;BASE64,AAAA", 3)]
    [InlineData("data:image/bmp,BM%00%01", 4)]
    [InlineData("iVBORw0KGgo=", 8)]
    [InlineData("_9j_4AAQSkZJRg", 10)]
    public void An_image_in_the_task_is_taken_from_there(string address, int bytes)
    {
        var image = Assert.IsType<InlineImage>(ImageLocator.Locate(address, null, Options).Message);
        Assert.Equal(bytes, image.Bytes.Length);
        Assert.StartsWith("sha256:", image.Key, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "has no address")]
    [InlineData("   ", "has no address")]
    [InlineData("cat.jpg", "neither a path of Label Studio")]
    [InlineData("aGVsbG8gd29ybGQ=", "neither a path of Label Studio")]
    [InlineData("file:///etc/passwd", "not fetched by \"file:\"")]
    [InlineData("ftp://h/a.jpg", "not fetched by \"ftp:\"")]
    [InlineData("C:\\a.jpg", "not fetched by \"C:\"")]
    [InlineData("javascript:alert(1)", "not fetched by")]
    [InlineData("http://", "is not a valid address")]
    [InlineData("http://user:pass@h.example/a.jpg", "user name or password")]
    [InlineData("//h.example/a.jpg", "neither http nor https")]
    [InlineData("data:image/png;base64", "no comma")]
    [InlineData("data:image/png;base64,###", "no base64")]
    [InlineData("data:,", "no base64")]
    public void An_address_that_is_none_is_refused_with_a_sentence(string address, string expected) =>
        Assert.Contains(expected, ImageLocator.Locate(address, 5, Options).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_cloud_store_needs_the_tasks_number() =>
        Assert.Contains(
            "only for a task with a number",
            ImageLocator.Locate("s3://b/c.jpg", null, Options).Problem,
            StringComparison.Ordinal);

    [Fact]
    public void Whatever_a_task_holds_does_not_throw_and_never_leads_our_key_astray()
    {
        var piece = Gen.OneOf(
            Gen.OneOf(
                "/", "data/upload/", "..", "%2e%2e", "http://", "https://ls.example:8080/base", "@", "?d=", "#", "\\",
                "s3://", "tasks/1/resolve/?fileuri=", "\0", ":", "//evil.example", "data:", ";base64,"),
            Gen.String);
        piece.Array[1, 6].Sample(parts =>
        {
            var reading = ImageLocator.Locate(string.Concat(parts), 5, Options);
            foreach (var path in reading.Message is InstanceImage image ? image.Paths : [])
            {
                var uri = new Uri(Options.Instance.Root, path);
                Assert.StartsWith("http://ls.example:8080/base/", uri.AbsoluteUri, StringComparison.Ordinal);
            }
        });
    }
}
