using System.Net;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Backbones;

/// <summary>Against a web server that serves a folder.</summary>
public sealed class BackboneDownloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FolderServer _server;

    public BackboneDownloadTests()
    {
        TinyModels.WriteDescribed(_folder["web"], "tiny", new BackboneOutput("mean", 3));
        _server = new FolderServer(_folder["web"]);
    }

    private string Shelf => _folder["data/backbones"];

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("tiny.json")]
    [InlineData("tiny.onnx")]
    public void A_file_or_its_description_is_fetched_with_the_other(string file)
    {
        var added = Add(file + "?token=1");
        Assert.Equal(("tiny", ColorOrder.Bgr), (added.Name, added.Input.Color));
        Assert.Equal(["tiny.json", "tiny.onnx"], Directory.GetFiles(Shelf).Select(Path.GetFileName).Order());
        Assert.Equal(File.ReadAllBytes(_folder["web/tiny.onnx"]), File.ReadAllBytes(added.ModelPath));
    }

    [Fact]
    public void A_file_without_a_description_is_fetched_alone()
    {
        File.Delete(_folder["web/tiny.json"]);
        var added = Add("tiny.onnx");
        Assert.Equal(ColorOrder.Rgb, added.Input.Color);
        Assert.Single(added.Notes);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_sentence_without_the_query()
    {
        AssertRefused(
            "no.json?token=secret",
            $"{_server.Address}no.json could not be fetched: the server answers 404 Not Found.");
        AssertRefused("no.onnx", $"{_server.Address}no.onnx could not be fetched: the server answers 404 Not Found.");
    }

    [Fact]
    public void A_page_that_is_no_model_is_refused_and_leaves_nothing()
    {
        _folder.Write("web/tiny.onnx", "<html>Please log in</html>");
        AssertRefused("tiny.onnx", "The ONNX file is not the one that its description means");
        File.Delete(_folder["web/tiny.json"]);
        AssertRefused("tiny.onnx", "tiny.onnx is no ONNX file that can be loaded: Protobuf parsing failed.");
    }

    [Fact]
    public void A_file_over_the_limit_is_not_fetched() =>
        AssertRefused(
            "tiny.onnx",
            "tiny.onnx has more than 100 bytes, the most that is fetched.",
            new BackboneOptions { MaxDownloadBytes = 100 });

    [Fact]
    public void A_server_that_does_not_say_how_much_comes_is_stopped_at_the_limit()
    {
        _server.HidesLength = true;
        AssertRefused(
            "tiny.onnx",
            "tiny.onnx has more than 100 bytes, the most that is fetched.",
            new BackboneOptions { MaxDownloadBytes = 100 });
    }

    [Fact]
    public void A_silent_server_is_given_up()
    {
        _server.IsSilent = true;
        AssertRefused(
            "tiny.json",
            "tiny.json could not be fetched: the server was silent for 0 seconds.",
            new BackboneOptions { DownloadTimeout = TimeSpan.FromMilliseconds(200) });
    }

    [Fact]
    public void A_server_that_is_not_there_is_a_sentence()
    {
        _server.Dispose();
        AssertRefused("tiny.json", "tiny.json could not be fetched: ");
    }

    [Fact]
    public void Another_ending_is_refused() =>
        AssertRefused("tiny.zip", "tiny.zip must end in .onnx, or in .json for the description of an ONNX file.");

    private Backbone Add(string file, BackboneOptions? options = null)
    {
        options ??= new BackboneOptions();
        return new BackboneCatalog(options with { DataFolder = _folder["data"], CacheFolder = _folder["cache"] }).Add(_server.Address + file, null, TestContext.Current.CancellationToken);
    }

    private void AssertRefused(string file, string message, BackboneOptions? options = null)
    {
        var refused = Assert.Throws<UserErrorException>(() => Add(file, options));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
        Assert.True(!Directory.Exists(Shelf) || !Directory.EnumerateFileSystemEntries(Shelf).Any());
    }

    private sealed class FolderServer : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly string _folder;

        public FolderServer(string folder)
        {
            _folder = folder;
            var port = Loopback.FreePort();
            Address = $"http://localhost:{port}/";
            _listener.Prefixes.Add(Address);
            _listener.Start();
            _ = Serve();
        }

        public string Address { get; }

        public bool HidesLength { get; set; }

        public bool IsSilent { get; set; }

        public void Dispose() => _listener.Close();

        private async Task Serve()
        {
            try
            {
                while (true)
                {
                    Answer(await _listener.GetContextAsync());
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // Closed by the test, or the client has gone.
            }
        }

        private void Answer(HttpListenerContext context)
        {
            if (IsSilent)
            {
                return;
            }

            var path = Path.Combine(_folder, context.Request.Url!.AbsolutePath.TrimStart('/'));
            if (File.Exists(path))
            {
                var content = File.ReadAllBytes(path);
                if (HidesLength)
                {
                    context.Response.SendChunked = true;
                }
                else
                {
                    context.Response.ContentLength64 = content.Length;
                }

                context.Response.OutputStream.Write(content);
            }
            else
            {
                context.Response.StatusCode = (int)HttpStatusCode.NotFound;
            }

            context.Response.Close();
        }
    }
}
