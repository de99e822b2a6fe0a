using NoisyLabels.Learning.Backbones;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Backbones;

public sealed class BackboneCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BackboneCatalog _catalog;

    public BackboneCatalogTests() => _catalog = new BackboneCatalog(new BackboneOptions
    {
        SearchFolders = [_folder["search"], _folder["missing"]],
        DataFolder = _folder["data"],
        CacheFolder = _folder["cache"],
    });

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_default_needs_nothing_and_is_rewritten_once()
    {
        var first = _catalog.Resolve(null);
        Assert.Equal(("resnet18", 1792 + 512, "MIT"), (first.Name, first.Dimension, first.License));
        var written = File.GetLastWriteTimeUtc(first.ModelPath);
        Assert.Equal(first.ModelPath, _catalog.Resolve("resnet18").ModelPath);
        Assert.Equal(written, File.GetLastWriteTimeUtc(first.ModelPath));
        Assert.Equal([first.ModelPath], Directory.GetFiles(_folder["cache/backbones"]));
    }

    [Fact]
    public void Many_threads_may_ask_for_the_default_at_once_on_a_new_machine()
    {
        var asking = Enumerable.Range(0, 6).Select(_ => new Thread(() => _catalog.Resolve(null))).ToList();

        asking.ForEach(thread => thread.Start());
        asking.ForEach(thread => thread.Join());

        Assert.Single(Directory.GetFiles(_folder["cache/backbones"]));
    }

    [Fact]
    public void A_damaged_default_asks_to_install_again()
    {
        var packaged = _folder.Write("damaged.onnx", "damaged");
        var catalog = new BackboneCatalog(
            new BackboneOptions { PackagedModel = packaged, CacheFolder = _folder["cache"] });
        var refused = Assert.Throws<UserErrorException>(() => catalog.Resolve(null));
        Assert.Equal(
            $"{packaged} is not the file that came with the program. Install the program again.", refused.Message);
        Assert.False(Directory.Exists(_folder["cache"]));
    }

    [Fact]
    public void A_backbone_in_a_search_folder_is_found_by_its_name()
    {
        WriteTiny("search", "tiny");
        var tiny = _catalog.Resolve("tiny");
        Assert.Equal((_folder["search/tiny.onnx"], 3, "CC0-1.0"), (tiny.ModelPath, tiny.Dimension, tiny.License));
        Assert.Empty(tiny.Notes);
    }

    [Fact]
    public void A_backbone_is_found_by_the_path_of_its_description_and_of_its_file()
    {
        WriteTiny("elsewhere", "tiny");
        Assert.Equal("tiny", _catalog.Resolve(_folder["elsewhere/tiny.json"]).Name);
        Assert.Equal(ColorOrder.Bgr, _catalog.Resolve(_folder["elsewhere/tiny.onnx"]).Input.Color);
    }

    [Fact]
    public void A_file_without_a_description_tells_its_facts_itself_and_says_what_was_assumed()
    {
        TinyModels.WriteMeanColour(_folder["search/planes.onnx"], side: 64);
        TinyModels.WriteMeanColourOfPixels(_folder["search/pixels.onnx"]);
        var planes = _catalog.Resolve("planes");
        Assert.Equal((PixelLayout.Nchw, 64, false), (planes.Input.Layout, planes.Input.Size, planes.Input.DynamicSize));
        Assert.Equal([new BackboneOutput("mean", 3)], planes.Outputs);
        Assert.Equal([0.485, 0.456, 0.406], planes.Input.Mean);
        Assert.Contains("taken to want RGB values 0..1", Assert.Single(planes.Notes), StringComparison.Ordinal);
        var pixels = _catalog.Resolve("pixels");
        Assert.Equal((PixelLayout.Nhwc, 224, true), (pixels.Input.Layout, pixels.Input.Size, pixels.Input.DynamicSize));
    }

    [Fact]
    public void A_file_with_two_outputs_needs_a_description()
    {
        var path = TinyModels.WriteMeanAndMaximum(_folder["two.onnx"]);
        var refused = Assert.Throws<UserErrorException>(() => _catalog.Resolve(path));
        Assert.StartsWith(
            "two.onnx cannot be used without a description: it has the outputs mean, maximum. Write two.json beside it",
            refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        WriteTiny("search", "zeta");
        WriteTiny("data/backbones", "alpha");
        var refused = Assert.Throws<UserErrorException>(() => _catalog.Resolve("beta"));
        Assert.StartsWith(
            "There is no backbone 'beta'. Known are: resnet18, alpha, zeta.",
            refused.Message,
            StringComparison.Ordinal);
        Assert.Equal(
            "There is no file nowhere/x.onnx.",
            Assert.Throws<UserErrorException>(() => _catalog.Resolve("nowhere/x.onnx")).Message);
    }

    [Fact]
    public void Another_file_than_the_described_one_is_refused()
    {
        WriteTiny("search", "tiny");
        TinyModels.WriteMeanAndMaximum(_folder["search/tiny.onnx"]);
        Assert.Contains(
            "is not the file that its description means",
            Assert.Throws<UserErrorException>(() => _catalog.Resolve("tiny")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_has_the_default_first_and_names_what_is_broken()
    {
        WriteTiny("search", "tiny");
        WriteTiny("data/backbones", "tiny");
        WriteTiny("data/backbones", "absent");
        File.Delete(_folder["data/backbones/absent.onnx"]);
        _folder.Write("data/backbones/bad.json", "{}");
        var list = _catalog.List();
        Assert.Equal(["resnet18", "absent", "bad", "tiny"], list.Select(b => b.Name));
        Assert.Equal(
            (true, true, 512, 224, null),
            (list[0].IsBuiltIn, list[0].IsDefault, list[0].Dimension, list[0].Size, list[0].Problem));
        Assert.EndsWith("describes absent.onnx, which is not there.", list[1].Problem, StringComparison.Ordinal);
        Assert.Contains("does not describe a backbone", list[2].Problem, StringComparison.Ordinal);
        Assert.Equal(
            (_folder["search/tiny.onnx"], 3, 16, null),
            (list[3].Path, list[3].Dimension, list[3].Size, list[3].Problem));
    }

    [Fact]
    public void An_added_backbone_is_copied_and_can_be_removed()
    {
        WriteTiny("elsewhere", "tiny");
        var added = _catalog.Add(_folder["elsewhere/tiny.onnx"], cancellation: TestContext.Current.CancellationToken);
        Directory.Delete(_folder["elsewhere"], recursive: true);
        Assert.Equal(_folder["data/backbones/tiny.onnx"], added.ModelPath);
        var resolved = _catalog.Resolve("tiny");
        Assert.Equal(
            (added.Sha256, ColorOrder.Bgr, "CC0-1.0"), (resolved.Sha256, resolved.Input.Color, resolved.License));
        _catalog.Remove("tiny");
        Assert.Empty(Directory.GetFiles(_folder["data/backbones"]));
        Assert.Equal("resnet18", Assert.Single(_catalog.List()).Name);
    }

    [Fact]
    public void A_file_without_a_description_gets_one_when_it_is_added()
    {
        TinyModels.WriteMeanColour(_folder["elsewhere/bare.onnx"]);
        var added = _catalog.Add(_folder["elsewhere/bare.onnx"], cancellation: TestContext.Current.CancellationToken);
        Assert.Single(added.Notes);
        var descriptor = BackboneDescriptor.Parse(File.ReadAllText(_folder["data/backbones/bare.json"]), "bare.json");
        Assert.Equal(("bare", "bare.onnx", added.Sha256), (descriptor.Name, descriptor.File, descriptor.Sha256));
        Assert.Empty(_catalog.Resolve("bare").Notes);
    }

    [Fact]
    public void A_backbone_that_does_not_give_what_it_promises_is_not_added()
    {
        WriteTiny("elsewhere", "tiny", new BackboneOutput("mean", 99));
        AssertRefused(
            "elsewhere/tiny.json",
            "The backbone tiny is not as described: its output 'mean' has 3 numbers an image, not 99.");
        Assert.Empty(Directory.GetFiles(_folder["data/backbones"]));
    }

    [Fact]
    public void A_name_that_is_taken_is_refused()
    {
        WriteTiny("search", "tiny");
        WriteTiny("elsewhere", "tiny");
        WriteTiny("elsewhere", "resnet18");
        AssertRefused(
            "elsewhere/tiny.onnx",
            "There is a backbone named 'tiny' already. Remove it first, or give the new one another name.");
        AssertRefused(
            "elsewhere/resnet18.onnx",
            "There is a backbone named 'resnet18' already. Remove it first, or give the new one another name.");
    }

    [Fact]
    public void What_was_not_added_cannot_be_removed()
    {
        WriteTiny("search", "tiny");
        Assert.Equal(
            "'resnet18' comes with the program and cannot be removed.",
            Assert.Throws<UserErrorException>(() => _catalog.Remove("resnet18")).Message);
        Assert.Contains(
            "Delete its files there.",
            Assert.Throws<UserErrorException>(() => _catalog.Remove("tiny")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Known are: resnet18, tiny.",
            Assert.Throws<UserErrorException>(() => _catalog.Remove("other")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_backbone_of_the_shared_folder_can_be_used_as_it_is()
    {
        Assert.SkipWhen(SharedData.Backbones is null, SharedData.AbsentReason);
        var catalog = new BackboneCatalog(
            new BackboneOptions
            {
                SearchFolders = [SharedData.Backbones],
                DataFolder = _folder["data"],
                CacheFolder = _folder["cache"],
            });
        var lite = catalog.Resolve("efficientnet-lite0");
        Assert.Equal((880 + 1280, PixelScale.ZeroToOne), (lite.Dimension, lite.Input.Scale));
        using var session = BackboneSession.Open(lite);
        session.Check(lite, 96);
    }

    private void AssertRefused(string path, string message)
    {
        var refused = Assert.Throws<UserErrorException>(
            () => _catalog.Add(_folder[path], cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(message, refused.Message);
    }

    private void WriteTiny(string folder, string name, BackboneOutput? output = null) =>
        TinyModels.WriteDescribed(_folder[folder], name, output ?? new BackboneOutput("mean", 3));
}
