using Microsoft.Extensions.Logging;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Instances;
using NoisyLabels.Grains.Placement;
using NoisyLabels.Grains.Runs;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Work;
using NoisyLabels.LabelStudio.Labeling;

namespace NoisyLabels.Grains.Projects;

/// <summary>
/// One Label Studio project: the shell around its life. Rows are the truth about annotations, runs, versions and
/// decisions; the grain's own state holds settings and configuration. Messages are in the file Intake, trainings in Runs.
/// </summary>
[PrefersNoTrainer]
internal sealed partial class ProjectGrain(
    [PersistentState("project")] IPersistentState<ProjectState> state,
    Database database,
    IProjectWork work,
    TimeProvider clock,
    InstanceRegistry instances,
    TrainingBell bell,
    ILogger<ProjectGrain> logger) : Grain, IProjectGrain
{
    private const int JournalShown = 30;

    private const string Disconnected =
        "Label Studio has deleted this backend: all is kept, and work goes on when it connects again.";

    private const WorkReasons All =
        WorkReasons.Reconcile | WorkReasons.Images | WorkReasons.Judge | WorkReasons.Push;

    /// <summary>Counting a large project takes a while; people do not look more often.</summary>
    private static readonly TimeSpan CountsAge = TimeSpan.FromSeconds(1);

    /// <summary>Events get lost, and some deletions send none.</summary>
    private static readonly TimeSpan ReconcileAge = TimeSpan.FromMinutes(30);

    private ProjectKey _key = null!;
    private EventIntake _intake = null!;
    private LabelConfig _config = LabelConfig.Parse("");
    private VersionShelf _versions = null!;
    private DecisionBook _decisions = null!;
    private News _news = new();
    private (DateTimeOffset At, ProjectCounts Counts)? _counts;
    private bool _isListed;

    private ProjectState State => state.State;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = ProjectKey.Parse(this.GetPrimaryKeyString())
            ?? throw new ArgumentException($"\"{this.GetPrimaryKeyString()}\" is no key of a project.");
        _intake = new EventIntake(database, _key, clock);
        _versions = new VersionShelf(database, _key, clock);
        _decisions = new DecisionBook(database, _key, clock);
        _config = LabelConfig.Parse(State.LabelConfig);
        var row = await database.ReadAsync(session => ProjectTable.FindAsync(session, _key));
        _versions.Active = row?.ActiveVersion ?? ModelVersions.None;
        await ReadRunsAsync();
        if (row is not null)
        {
            work.Wake(_key, All);
            KeepTime();
            KeepComparing();
        }
    }

    public async Task<SetupReply> Setup(SetupCommand command)
    {
        await TakeOverAsync(command.LabelConfig, command.Title);
        await ConnectAsync();
        if (instances.Lend(_key.Instance, command.AccessToken))
        {
            await Note(
                JournalLevel.Event,
                "No API key is configured, so the token that Label Studio sent along is used while this process runs.");
            work.Wake(_key, All);
        }

        return new SetupReply(_versions.Active, Remarks());
    }

    public async Task Disconnect()
    {
        if (!State.IsDisconnected && await IsListedAsync())
        {
            State.IsDisconnected = true;
            await state.WriteStateAsync();
            await CancelTraining();
            await Note(JournalLevel.Event, Disconnected);
        }
    }

    public async Task Note(JournalLevel level, string sentence)
    {
        await database.WriteAsync(session => JournalTable.AppendAsync(
            session, _key, new JournalLine(clock.GetUtcNow(), level, sentence)));
        LogNote(level, _key, sentence);
    }

    public async Task RecordImages(IReadOnlyList<ImageRecord> images)
    {
        var kept = await _intake.SaveImagesAsync(images, _config);
        _counts = null;
        if (kept.Any(image => image.Sha256 is not null))
        {
            _news.AddImages(clock.GetUtcNow());
            KeepTime();
        }
    }

    public Task<ProjectConfig> GetConfig() =>
        Task.FromResult(new ProjectConfig(State.LabelConfig, State.Settings, !State.IsDisconnected));

    public async Task<IReadOnlyList<string>> ChangeSettings(ProjectSettings settings)
    {
        var problems = SettingsCheck.Problems(settings);
        if (problems.Count == 0 && settings != State.Settings)
        {
            var isOtherBackbone = settings.Backbone != State.Settings.Backbone;
            State.Settings = settings;
            await state.WriteStateAsync();
            if (isOtherBackbone)
            {
                await LookAtImagesAgainAsync(withOtherSizes: true);
            }

            Changed(1);
            work.Wake(_key, WorkReasons.Push);
        }

        return problems;
    }

    public async Task<ProjectStatus> GetStatus()
    {
        var counts = await CountsAsync();
        return new ProjectStatus
        {
            Key = _key,
            Title = State.Title,
            Controls =
            [
                .. _config.Controls.Select(control => new ControlStatus(
                    control.Name, [.. control.Labels.Select(label => label.Name)], control.IsMultiple)),
            ],
            Remarks = Remarks(),
            Tasks = counts.Tasks,
            Annotations = counts.Annotations,
            LabelledTasks = counts.LabelledTasks,
            Images = counts.Images,
            ImageProblems = counts.ImageProblems,
            ModelVersion = _versions.Active,
            Run = await ReadRunStatusAsync(),
            HasNews = _news.Changes > 0,
            ReconciledAt = State.ReconciledAt,
            Annotators = State.Settings.MeasuresAnnotators ? await _versions.ReadAnnotatorsAsync() : [],
            Journal = await database.ReadAsync(session => JournalTable.TailAsync(session, _key, JournalShown)),
        };
    }

    public async Task<bool> Activate(string modelVersion)
    {
        if (!await _versions.ActivateAsync(modelVersion))
        {
            return false;
        }

        await Note(JournalLevel.Event, $"{modelVersion} is the active version now.");
        work.Wake(_key, WorkReasons.Judge | WorkReasons.Push);
        return true;
    }

    public async Task<string?> BeginWith(ProjectKey source)
    {
        try
        {
            var (copy, original) = await _versions.CopyAsync(source, _config);
            work.Wake(_key, WorkReasons.Judge | WorkReasons.Push);
            await Note(JournalLevel.Event, $"{copy} is the model of project {source.Id} ({original}).");
            return null;
        }
        catch (UserErrorException e)
        {
            return e.Message;
        }
    }

    public async Task<DecisionReply> Decide(DecisionBatch batch)
    {
        var reply = await _decisions.DecideAsync(batch, _config, _versions.Active);
        Changed(reply.Taken);
        return reply;
    }

    private async Task<ProjectCounts> CountsAsync()
    {
        var now = clock.GetUtcNow();
        if (_counts is not { } known || now - known.At >= CountsAge)
        {
            known = (now, await database.ReadAsync(session => ProjectTable.CountAsync(session, _key)));
            _counts = known;
        }

        return known.Counts;
    }

    private IReadOnlyList<string> Remarks() =>
    [
        .. State.IsDisconnected ? [Disconnected] : Array.Empty<string>(),
        .. _config.Problem is { } problem ? [problem] : Array.Empty<string>(),
        .. _config.LeftAlone,
    ];

    private async Task ConnectAsync()
    {
        if (State.IsDisconnected)
        {
            State.IsDisconnected = false;
            await state.WriteStateAsync();
            await Note(JournalLevel.Event, "Label Studio has connected again.");
            work.Wake(_key, All);
            KeepTime();
        }
    }

    /// <summary>The images lie elsewhere now, or are encoded in another way.</summary>
    private async Task LookAtImagesAgainAsync(bool withOtherSizes)
    {
        await database.WriteAsync(async session =>
        {
            await TaskTable.ForgetImagesAsync(session, _key);
            if (withOtherSizes)
            {
                await ProjectTable.ForgetSizesAsync(session, _key);
            }
        });
        _counts = null;
        work.Wake(_key, WorkReasons.Images);
    }

    /// <summary>The configuration and title as a message says them; null for what it does not say.</summary>
    private async Task TakeOverAsync(string? labelConfig, string? title)
    {
        var isNew = !await IsListedAsync();
        var newConfig = labelConfig is not null && labelConfig != State.LabelConfig;
        var newTitle = title is not null && title != State.Title;
        if (newConfig || newTitle)
        {
            State.LabelConfig = labelConfig ?? State.LabelConfig;
            State.Title = title ?? State.Title;
            await state.WriteStateAsync();
        }

        if (isNew || newTitle)
        {
            await database.WriteAsync(session =>
                ProjectTable.SaveAsync(session, _key, State.Title, clock.GetUtcNow()));
            _isListed = true;
        }

        if (newConfig)
        {
            await ReadConfigAsync();
        }

        if (isNew)
        {
            work.Wake(_key, WorkReasons.Reconcile | WorkReasons.Images);
            KeepTime();
            KeepComparing();
        }
    }

    private async Task ReadConfigAsync()
    {
        var (before, remarked) = (_config, Remarks());
        _config = LabelConfig.Parse(State.LabelConfig);
        if (!before.Images.SequenceEqual(_config.Images))
        {
            await LookAtImagesAgainAsync(withOtherSizes: false);
        }

        // Label Studio's messages spell one configuration in several ways: only another meaning is news.
        foreach (var remark in Remarks().Except(remarked))
        {
            await Note(JournalLevel.Warning, remark);
        }

        Changed(ClassesOf(before).SequenceEqual(ClassesOf(_config)) ? 0 : 1);
    }

    private static IEnumerable<(string, bool, string)> ClassesOf(LabelConfig config) =>
        from control in config.Controls
        from label in control.Labels.Select(label => label.Name).DefaultIfEmpty(control.OptionsKey ?? "")
        select (control.Name, control.IsMultiple, label);

    /// <summary>As long as the project is listed; it keeps the grain in memory, too, so that the time comes.</summary>
    private void KeepComparing() => this.RegisterGrainTimer(
        _ =>
        {
            work.Wake(_key, WorkReasons.Reconcile);
            return Task.CompletedTask;
        },
        new GrainTimerCreationOptions(ReconcileAge, ReconcileAge) { KeepAlive = true });

    private async ValueTask<bool> IsListedAsync() =>
        _isListed = _isListed
            || await database.ReadAsync(session => ProjectTable.FindAsync(session, _key)) is not null;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Level} of {Project}: {Sentence}")]
    private partial void LogNote(JournalLevel level, ProjectKey project, string sentence);
}
