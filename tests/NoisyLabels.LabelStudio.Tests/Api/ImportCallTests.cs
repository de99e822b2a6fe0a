using System.Text.Json.Nodes;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.LabelStudio.Tests.Api;

public sealed class ImportCallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_is_made_and_a_title_that_is_too_short_is_refused_in_words()
    {
        await using var asking = await Asking.StartAsync();
        var projects = asking.Client().Projects;
        var made = (await projects.CreateAsync(new NewProject("pets", Samples.CatsAndDogs), Cancellation)).Value!;
        Assert.Equal(("pets", Samples.CatsAndDogs), (made.Title, made.LabelConfig));

        var refused = (await projects.CreateAsync(new NewProject("ab", "<View/>"), Cancellation)).Problem!;
        Assert.Contains("title: Ensure this field has at least 3", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imported_annotations_claim_no_truth_and_keep_what_goes_with_the_task()
    {
        await using var asking = await Asking.StartAsync();
        var project = asking.Fake.Content.AddProject("pets", Samples.CatsAndDogs);
        var control = LabelConfig.Parse(Samples.CatsAndDogs).Controls[0];
        var task = new NewTask(new Dictionary<string, string> { ["image"] = "/data/a.jpg", ["file_name"] = "cat/ü.jpg" })
        {
            Annotations =
            [
                new NewAnnotation(PredictionRegions.For(control, ["cat"], null, TaskData.Empty)) { CompletedBy = 1 },
            ],
        };

        var stored = (await asking.Client().Imports.StoreTasksAsync(project, [task, task], Cancellation)).Value!;

        Assert.Equal(new TaskImport(2, 2), stored);
        var row = asking.Fake.Content.Tasks.Values.First();
        Assert.Equal("cat/ü.jpg", (string?)row["data"]!["file_name"]);
        Assert.False((bool)row["annotations"]![0]!["ground_truth"]!);
        Assert.Equal("cat", (string?)row["annotations"]![0]!["result"]![0]!["value"]!["choices"]![0]);
    }

    [Fact]
    public async Task Every_file_of_an_upload_is_stored_under_the_name_it_was_sent_by()
    {
        await using var asking = await Asking.StartAsync();
        var project = asking.Fake.Content.AddProject("pets", Samples.CatsAndDogs);
        var imports = asking.Client().Imports;
        NewFile[] files = [.. Enumerable.Range(0, 7).Select(i => new NewFile($"{i}-a.png", new byte[] { (byte)i, 1 }))];

        var stored = (await imports.UploadAsync(project, files, Cancellation)).Value!;
        await imports.UploadAsync(project, [new NewFile("later.png", new byte[] { 9 })], Cancellation);

        Assert.Equal(files.Select(file => file.Name), stored.Select(file => file.Name));
        Assert.All(stored.Zip(files), pair =>
            Assert.Equal(pair.Second.Content.ToArray(), asking.Fake.Content.Files[pair.First.Address]));
        Assert.Equal(8, (await imports.ListFilesAsync(project, Cancellation)).Value!.Count);
        Assert.Empty(asking.Fake.Content.Tasks);
    }

    [Fact]
    public async Task An_import_without_the_key_of_the_configuration_stores_nothing()
    {
        await using var asking = await Asking.StartAsync();
        var project = asking.Fake.Content.AddProject("pets", Samples.CatsAndDogs);
        var task = new NewTask(new Dictionary<string, string> { ["picture"] = "a.jpg" });

        var problem = (await asking.Client().Imports.StoreTasksAsync(project, [task], Cancellation)).Problem!;

        Assert.Equal(ApiProblemKind.Refused, problem.Kind);
        Assert.Contains("key is expected in task data", problem.Message, StringComparison.Ordinal);
        Assert.Empty(asking.Fake.Content.Tasks);
    }

    [Fact]
    public async Task A_folder_of_local_files_is_opened_below_the_document_root_only()
    {
        await using var asking = await Asking.StartAsync(new FakeLabelStudioSettings { DocumentRoot = "/files" });
        var storages = asking.Client().Storages;
        var made = (await storages.CreateLocalAsync(5, "/files/pets", Cancellation)).Value!;
        Assert.Equal(made, Assert.Single((await storages.ListLocalAsync(5, Cancellation)).Value!));

        var refused = (await storages.CreateLocalAsync(5, "/elsewhere", Cancellation)).Problem!;
        Assert.Contains("LOCAL_FILES_DOCUMENT_ROOT", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_enterprise_import_that_is_done_later_has_no_counts()
    {
        using var answer = System.Text.Json.JsonDocument.Parse(new JsonObject { ["import"] = 7 }.ToJsonString());
        Assert.Equal(new TaskImport(null, null), TaskImport.Read(answer.RootElement));
    }
}
