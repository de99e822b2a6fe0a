using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NoisyLabels.Cli.Connecting;
using NoisyLabels.Cli.Importing;
using NoisyLabels.Datasets.Reading;
using NoisyLabels.LabelStudio.Api.Access;
using NoisyLabels.Testing;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.Cli.Tests.Importing;

public sealed class ImporterTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private FakeLabelStudio _fake = null!;
    private LabelStudioAccess _access = null!;

    private static ImportOptions Usual => new()
    {
        Title = "pets", UploadBatch = 3, TaskBatch = 4, RetryDelay = TimeSpan.FromMilliseconds(1),
    };

    private string Root => _folder["pets"];

    private IEnumerable<JsonObject> Tasks => _fake.Content.Tasks.Values;

    public async ValueTask InitializeAsync()
    {
        _fake = await FakeLabelStudio.StartAsync(new FakeLabelStudioSettings { DocumentRoot = _folder.Path });
        _access = LabelStudioAccess.Of(
            new LabelStudioOptions
            {
                Address = _fake.Address,
                Key = ApiKey.Parse(FakeAccess.LegacyToken),
                RetryDelay = TimeSpan.FromMilliseconds(1),
            },
            TimeProvider.System);
        TinyImages.WriteFolderPerClass(Root, 5, "cat", "dog & <co>");
    }

    public async ValueTask DisposeAsync()
    {
        _access.Dispose();
        await _fake.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_image_becomes_one_task_with_its_bytes_its_label_and_the_way_back()
    {
        var summary = await ImportAsync();

        Assert.Equal((10, 10, true), (summary.Images, summary.Imported, summary.IsNewProject));
        Assert.Equal(10, Tasks.Count());
        foreach (var task in Tasks)
        {
            var data = task["data"]!;
            var file = (string)data["file_name"]!;
            var bytes = File.ReadAllBytes(Path.Combine(Root, file));
            Assert.Equal(bytes, _fake.Content.Files[(string)data["image"]!]);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), (string?)data["sha256"]);
            Assert.Equal(Path.GetDirectoryName(file), (string?)data["given_label"]);
            var annotation = Assert.Single(task["annotations"]!.AsArray())!;
            Assert.False((bool)annotation["ground_truth"]!);
            Assert.Equal(
                (string?)data["given_label"], (string?)annotation["result"]![0]!["value"]!["choices"]![0]);
        }
    }

    [Fact]
    public async Task Labels_that_a_file_says_are_given_labels_like_those_of_folders()
    {
        File.WriteAllText(
            Path.Combine(Root, "metadata.csv"), "file_name,label\ncat/cat-0000.jpg,bird\ncat/cat-0001.jpg,cat\n");

        var summary = await ImportAsync();

        Assert.Equal((2, 8), (summary.Imported, summary.Skipped.Count));
        Assert.Equal(["bird", "cat"], summary.Classes);
        Assert.Equal(["bird", "cat"], Tasks.Select(task => (string?)task["data"]!["given_label"]));
    }

    [Fact]
    public async Task A_second_import_of_the_same_folder_adds_only_what_is_new()
    {
        await ImportAsync();
        File.Delete(Path.Combine(Root, "cat", "cat-0000.jpg"));
        File.WriteAllBytes(Path.Combine(Root, "cat", "cat-0001.jpg"), TinyImages.Make(seed: 1));
        File.WriteAllBytes(Path.Combine(Root, "cat", "new.jpg"), TinyImages.Make(seed: 2));

        var summary = await ImportAsync();

        Assert.Equal((1, 8, 1), (summary.Imported, summary.AlreadyThere, summary.Gone));
        Assert.Equal(["cat/cat-0001.jpg"], summary.Changed);
        Assert.Equal(11, Tasks.Count());
        Assert.Single(_fake.Content.Projects);
        Assert.Equal(11, _fake.Content.Uploads.Count);
    }

    [Fact]
    public async Task What_broke_off_goes_on_without_doubling_a_task_or_an_upload()
    {
        var project = (await ImportAsync(Usual with { DryRun = true })).Project;
        Assert.Null(project);
        _fake.Fail("/api/projects/101/import?commit", 400, times: 1, body: """{"detail": "the disk is full"}""");
        var refused = await Assert.ThrowsAsync<UserErrorException>(() => ImportAsync());
        Assert.Contains("goes on from there", refused.Message, StringComparison.Ordinal);

        _fake.Abort("/api/projects/101/import?commit");
        _fake.Fail("/api/projects/101/import", 503, times: 2);
        await ImportAsync();

        Assert.Equal(10, Tasks.Select(task => (string?)task["data"]!["file_name"]).Distinct().Count());
        Assert.Equal(10, Tasks.Count());
        Assert.Equal(10, _fake.Content.Uploads.Count);
    }

    [Fact]
    public async Task Files_of_one_name_or_one_content_stay_two_tasks()
    {
        Directory.CreateDirectory(Path.Combine(Root, "cat", "deep"));
        File.WriteAllBytes(Path.Combine(Root, "cat", "deep", "cat-0000.jpg"), TinyImages.Make(seed: 7));
        File.Copy(Path.Combine(Root, "cat", "cat-0000.jpg"), Path.Combine(Root, "dog & <co>", "same.jpg"));

        var summary = await ImportAsync();

        Assert.Equal(12, Tasks.Count());
        Assert.Equal(11, _fake.Content.Uploads.Count);
        var pair = Assert.Single(summary.Contradictions);
        Assert.Equal(("cat/cat-0000.jpg", "dog & <co>/same.jpg"), (pair.File, pair.OtherFile));
    }

    [Fact]
    public async Task Images_may_stay_where_they_are()
    {
        await ImportAsync(Usual with { Media = MediaKind.Local, DocumentRoot = _folder.Path });
        await ImportAsync(Usual with { Media = MediaKind.Local, DocumentRoot = _folder.Path });
        Assert.Equal(Root, (string?)Assert.Single(_fake.Content.Storages).Value["path"]);
        Assert.Contains(
            "/data/local-files/?d=pets/dog%20%26%20%3Cco%3E/dog%20%26%20%3Cco%3E-0000.jpg",
            Tasks.Select(task => (string?)task["data"]!["image"]));

        await ImportAsync(Usual with
        {
            Title = "web pets", Media = MediaKind.Urls, UrlPrefix = new Uri("https://img.example.org/a/"),
        });
        Assert.Contains(
            "https://img.example.org/a/cat/cat-0000.jpg", Tasks.Select(task => (string?)task["data"]!["image"]));
        Assert.Empty(_fake.Content.Uploads);
    }

    [Fact]
    public async Task Given_labels_belong_to_the_user_that_was_named()
    {
        await ImportAsync(Usual with { Annotator = "ADA@example.com" });
        Assert.All(Tasks, task => Assert.Equal(1, (long)task["annotations"]![0]!["completed_by"]!));

        await Refused(Usual with { Annotator = "nobody@example.com" }, "no user nobody@example.com");
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_in_words_before_anything_is_made()
    {
        await Refused(Usual with { Title = "ab" }, "3 to 50 characters");
        await Refused(Usual with { Media = MediaKind.Local }, "--document-root");
        await Refused(Usual with { Media = MediaKind.Local, DocumentRoot = _folder["elsewhere"] }, "does not lie below");
        await Refused(Usual with { Media = MediaKind.Local, DocumentRoot = Root }, "not that folder itself");
        await Refused(Usual with { Media = MediaKind.Urls }, "--url-prefix");
        await Refused(Usual with { Project = 7 }, "no project 7");
        Assert.Empty(_fake.Content.Projects);
    }

    [Theory]
    [InlineData("single", "", "lacks 1 of the dataset's 2 classes (dog & <co>)")]
    [InlineData("multiple", """<Choice value="dog &amp; &lt;co&gt;"/>""", "allows several choices")]
    public async Task A_project_that_does_not_fit_the_dataset_is_named(string choice, string more, string words)
    {
        var project = _fake.Content.AddProject(
            "other",
            $"""
            <View><Image name="i" value="$picture"/><Choices name="c" toName="i" choice="{choice}">
            <Choice value="cat"/>{more}</Choices></View>
            """);
        await Refused(Usual with { Project = project }, words);
    }

    [Fact]
    public async Task An_existing_project_keeps_its_own_key_for_images()
    {
        var project = _fake.Content.AddProject(
            "other",
            """
            <View><Image name="i" value="$picture"/><Choices name="c" toName="i">
            <Choice value="cat"/><Choice value="DOG &amp; &lt;co&gt;"/></Choices></View>
            """);

        await ImportAsync(Usual with { Project = project });

        Assert.All(Tasks, task => Assert.NotNull(task["data"]!["picture"]));
        Assert.Contains(
            "DOG & <co>", Tasks.Select(task => (string?)task["annotations"]![0]!["result"]![0]!["value"]!["choices"]![0]));
    }

    [Fact]
    public async Task Tasks_and_annotations_that_others_made_stay_as_they_are_and_are_counted()
    {
        var project = _fake.Content.AddProject("other", ClassificationConfig.Of(["cat", "dog & <co>"]));
        var theirs = _fake.Content.AddTask(
            project, "theirs.png", new JsonObject { ["id"] = 3, ["result"] = new JsonArray() });
        var before = _fake.Content.Tasks[theirs].ToJsonString();

        var summary = await ImportAsync(Usual with { Project = project });
        var ours = _fake.Content.Tasks.Values.Last();
        ours["annotations"]!.AsArray().Add(new JsonObject { ["id"] = 4, ["result"] = new JsonArray() });
        var again = await ImportAsync(Usual with { Project = project });

        Assert.Equal((10, 1), (summary.Imported, summary.Foreign));
        Assert.Equal((0, 10, 1), (again.Imported, again.AlreadyThere, again.Foreign));
        Assert.Equal(before, _fake.Content.Tasks[theirs].ToJsonString());
        Assert.Equal(2, ours["annotations"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_token_that_may_make_no_project_is_a_sentence()
    {
        _fake.Fail("/api/projects/?page", 200, body: """{"count": 0, "results": []}""");
        _fake.Fail("/api/projects/", 403, body: """{"detail": "You do not have permission to do this."}""");

        await Refused(Usual, "The user of the API key may not do this: You do not have permission to do this.");

        Assert.Empty(_fake.Content.Projects);
        Assert.Equal(10, (await ImportAsync()).Imported);
    }

    [Theory]
    [InlineData("/api/projects/101/import?commit", 403, "The user of the API key may not do this")]
    [InlineData("/api/projects/101/import", 401, "Label Studio does not know the API key")]
    [InlineData("/api/projects/101/import", 413, "too large for Label Studio or for a proxy")]
    public async Task A_refusal_to_write_is_a_sentence_and_a_second_run_goes_on(
        string path, int status, string words)
    {
        _fake.Fail(path, status, body: """{"detail": "Not allowed."}""");

        await Refused(Usual, words);

        Assert.Empty(Tasks);
        Assert.Equal(10, (await ImportAsync()).Imported);
        Assert.Single(_fake.Content.Projects);
    }

    [Fact]
    public async Task A_label_studio_that_stops_half_way_is_a_sentence_and_a_second_run_goes_on()
    {
        // As often as the import tries: then it gives up, and a second run finds Label Studio again.
        var progress = new Following(done =>
        {
            for (var i = 0; done == Usual.TaskBatch && i < 5; i++)
            {
                _fake.Abort("/api/projects/101/import");
            }
        });

        var error = await Assert.ThrowsAsync<UserErrorException>(() => ImportAsync(Usual, progress));

        Assert.Contains(
            "broke off. 4 images were imported; what is in the project stays, and running the same command again goes",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal(4, Tasks.Count());
        var summary = await ImportAsync();
        Assert.Equal((6, 4), (summary.Imported, summary.AlreadyThere));
        Assert.Equal(10, Tasks.Select(task => (string?)task["data"]!["file_name"]).Distinct().Count());
    }

    [Fact]
    public async Task A_file_that_goes_while_it_is_imported_is_left_out_by_name()
    {
        var progress = new Following(done =>
        {
            if (done == 1)
            {
                File.Delete(Path.Combine(Root, "cat", "cat-0002.jpg"));
            }
        });

        var summary = await ImportAsync(Usual, progress);

        Assert.Equal(9, summary.Imported);
        var left = Assert.Single(summary.Skipped);
        Assert.Equal("cat/cat-0002.jpg", left.FileName);
        Assert.Contains("no longer be read", left.Reason, StringComparison.Ordinal);
    }

    private Task<ImportSummary> ImportAsync(ImportOptions? options = null, IProgress<WorkProgress>? progress = null) =>
        new Importer(_access, options ?? Usual, TimeProvider.System).RunAsync(
            DatasetReader.Read(Root), progress ?? new Progress<WorkProgress>(), TestContext.Current.CancellationToken);

    private async Task Refused(ImportOptions options, string words)
    {
        var error = await Assert.ThrowsAsync<UserErrorException>(() => ImportAsync(options));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Tasks, task => task["data"]!["picture"] is not null);
    }

    /// <summary>Hears of each image before the next one, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Following(Action<long> hear) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => hear(value.Done);
    }
}
