using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Background;
using NoisyLabels.Grains.Images;
using NoisyLabels.Grains.Instances;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Tests.Clusters;
using NoisyLabels.Grains.Training;
using NoisyLabels.Grains.Work;
using NoisyLabels.Testing;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.Grains.Tests.Background;

/// <summary>
/// A project of a Label Studio, its images red cats and blue dogs, on a silo whose background does nothing by itself:
/// the test says what happens when.
/// </summary>
internal sealed class PaintedProject : IAsyncDisposable
{
    public const string Config =
        """
        <View><Image name="image" value="$image"/>
        <Choices name="label" toName="image"><Choice value="cat"/><Choice value="dog"/></Choices></View>
        """;

    private PaintedProject(FakeLabelStudio fake, TestSilo silo, FakeTimeProvider clock)
    {
        (Fake, Silo, Clock) = (fake, silo, clock);
        Key = NewKey("Pets");
    }

    public FakeLabelStudio Fake { get; }

    public TestSilo Silo { get; }

    public FakeTimeProvider Clock { get; }

    public ProjectKey Key { get; }

    /// <summary>Numbers of the tasks; every second one shows a dog.</summary>
    public IReadOnlyList<long> Tasks { get; private set; } = [];

    public IProjectGrain Grain => Silo.Project(Key);

    /// <param name="change">What the silo knows of the Label Studio.</param>
    public static async Task<PaintedProject> StartAsync(
        int tasks, int labelled = 0, Func<InstanceOptions, InstanceOptions>? change = null)
    {
        var fake = await FakeLabelStudio.StartAsync();
        var options = new InstanceOptions { Url = fake.Address.ToString(), ApiKey = FakeAccess.LegacyToken };
        options = change is null ? options : change(options);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero));
        var silo = new TestSilo
        {
            IsQuiet = true,
            Clock = clock,
            Instances = new Dictionary<string, InstanceOptions> { ["default"] = options },
        };
        await silo.InitializeAsync();
        var project = new PaintedProject(fake, silo, clock);
        project.Tasks = [.. Enumerable.Range(0, tasks).Select(i => project.AddTask(i, i < labelled))];
        await project.Grain.Setup(new SetupCommand(Config, null, "Pets"));
        return project;
    }

    public T Get<T>()
        where T : notnull => Silo.Services.GetRequiredService<T>();

    public ProjectKey NewKey(string title) => new("default", Fake.Content.AddProject(title, Config), 1795570229);

    public Task<WorkResult> ReconcileAsync() => Get<Reconciler>().RunAsync(Key, Cancellation);

    public Task<WorkResult> CollectAsync() => Get<ImageCollector>().RunAsync(Key, Cancellation);

    public Task<WorkResult> JudgeAsync() => Get<VersionJudge>().RunAsync(Key, Cancellation);

    public Task<WorkResult> PushAsync() => Get<PredictionPublisher>().RunAsync(Key, Cancellation);

    /// <summary>A training as the product does it, in full.</summary>
    public async Task<TrainingOutcome> TrainAsync()
    {
        var ticket = await BeginAsync();
        var outcome = await Task.Run(
            () => Get<ITrainingWork>().Run(ticket, new Progress<TrainingProgress>(), Cancellation), Cancellation);
        Assert.True(await Grain.Complete(ticket.Run, ticket.Fence, outcome));
        return outcome;
    }

    /// <summary>A training that says what the test wants of each task.</summary>
    public async Task<TrainingTicket> CompleteAsync(params IReadOnlyList<Judgement> judgements)
    {
        var ticket = await BeginAsync();
        await JudgementTable.StageAsync(Silo.Database, Key, ticket.Run, ticket.Fence, judgements);
        var outcome = new TrainingOutcome { HasModel = true, IsNotWorse = true, Labelled = 3, Images = 3 };
        Assert.True(await Grain.Complete(ticket.Run, ticket.Fence, outcome));
        return ticket;
    }

    public bool IsDog(long task) => Tasks.Index().Single(item => item.Item == task).Index % 2 == 1;

    /// <summary>In Label Studio, in place of what was said before.</summary>
    public void Label(long task, bool isDog)
    {
        var annotations = Fake.Content.Tasks[task]["annotations"]!.AsArray();
        annotations.Clear();
        annotations.Add(Messages.Annotation(task + 10_000, task, isDog ? "dog" : "cat", second: 1));
    }

    /// <summary>Those of the active version.</summary>
    public async Task RewriteJudgementsAsync(Func<Judgement, Judgement> change)
    {
        var judgements = await JudgementsAsync();
        var version = (await Silo.Database.ReadAsync(session => VersionTable.ActiveAsync(session, Key)))!;
        await JudgementTable.DeleteAsync(Silo.Database, Key, new JudgedAttempt { Run = version.Run, Fence = version.Fence });
        await JudgementTable.StageAsync(
            Silo.Database, Key, version.RunId, version.Fence, [.. judgements.Select(change)]);
    }

    /// <summary>Cuts every model file off.</summary>
    public void BreakModels()
    {
        foreach (var file in Directory.EnumerateFiles(Silo.Database.Folders.Project(Key), "*.bin", SearchOption.AllDirectories))
        {
            File.WriteAllBytes(file, [1, 2, 3]);
        }
    }

    public async Task<IReadOnlyList<Judgement>> JudgementsAsync() => await Silo.Database.ReadAsync(async session =>
        await VersionTable.ActiveAsync(session, Key) is { } version
            ? await JudgementTable.ListAsync(session, Key, version)
            : []);

    /// <summary>How many images were asked for so far.</summary>
    public int Fetches =>
        Fake.Requests.Count(request => request.Path.StartsWith("/data/upload", StringComparison.Ordinal));

    public async Task<IReadOnlyList<string>> JournalAsync() =>
        [.. (await Grain.GetStatus()).Journal.Select(line => line.Sentence)];

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await Fake.DisposeAsync();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<TrainingTicket> BeginAsync()
    {
        await Grain.RequestTraining(new TrainingRequest("a test", IsForced: true));
        return await Silo.Database.BeginAsync(Grain, Silo.Clock.GetUtcNow());
    }

    private long AddTask(int number, bool isLabelled)
    {
        var isDog = number % 2 == 1;
        var id = Fake.Content.AddTask(Key.Id, "");
        var task = Fake.Content.Tasks[id];
        task["data"]!["image"] = $"/data/upload/1/{id}.png";
        Fake.Content.Files[$"/data/upload/1/{id}.png"] = TinyImages.Solid(
            "png", 24, 24, (byte)(isDog ? number : 200 + number), 20, (byte)(isDog ? 200 + number : number));
        if (isLabelled)
        {
            task["annotations"]!.AsArray().Add(Messages.Annotation(id + 10_000, id, isDog ? "dog" : "cat"));
        }

        return id;
    }
}
