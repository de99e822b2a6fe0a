using System.Text.Json;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Contracts.Training;
using NoisyLabels.Grains.Predictions;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Work;

namespace NoisyLabels.Grains.Projects;

internal sealed partial class ProjectGrain
{
    private (string Version, IReadOnlyList<AnnotatorStatus> Annotators)? _annotators;

    public async Task<bool> Activate(string modelVersion)
    {
        if (modelVersion != ModelVersions.None
            && await database.ReadAsync(session => VersionTable.FindAsync(session, _key, modelVersion)) is null)
        {
            return false;
        }

        await database.WriteAsync(session => ProjectTable.ActivateAsync(session, _key, modelVersion));
        _activeVersion = modelVersion;
        await Note(JournalLevel.Event, $"{modelVersion} is the active version now.");
        work.Wake(_key, WorkReasons.Judge | WorkReasons.Push);
        return true;
    }

    public async Task<string?> BeginWith(ProjectKey source)
    {
        if (_activeVersion != ModelVersions.None)
        {
            return $"Project {_key.Id} has a model of its own, and keeps it.";
        }

        if (await database.ReadAsync(session => VersionTable.ActiveAsync(session, source)) is not { } version)
        {
            return $"Project {source.Id} has no model yet.";
        }

        var from = database.Folders.Attempt(source, version.RunId, version.Fence);
        try
        {
            if (!ModelFiles.Read(from).All(Fits))
            {
                return $"The model of project {source.Id} knows other controls or classes than project {_key.Id} has.";
            }

            // The fence is on disk first, as for every attempt.
            State.Fence++;
            await state.WriteStateAsync();
            var run = Guid.NewGuid();
            ModelFiles.Copy(from, database.Folders.Attempt(_key, run, State.Fence));
            var outcome = JsonSerializer.Deserialize<TrainingOutcome>(version.Outcome)! with { Annotators = [] };
            var name = await AddVersionAsync(run, State.Fence, JsonSerializer.Serialize(outcome));
            await Note(JournalLevel.Event, $"{name} is the model of project {source.Id} ({version.ModelVersion}).");
            return null;
        }
        catch (UserErrorException e)
        {
            return e.Message;
        }
    }

    /// <summary>Of the active version; read once.</summary>
    private async ValueTask<IReadOnlyList<AnnotatorStatus>> AnnotatorsAsync()
    {
        if (!State.Settings.MeasuresAnnotators)
        {
            return [];
        }

        if (_annotators is not { } known || known.Version != _activeVersion)
        {
            var version = await database.ReadAsync(session => VersionTable.FindAsync(session, _key, _activeVersion));
            known = (
                _activeVersion,
                version is null ? [] : JsonSerializer.Deserialize<TrainingOutcome>(version.Outcome)!.Annotators);
            _annotators = known;
        }

        return known.Annotators;
    }

    private bool Fits(ControlModel model) =>
        _config.Control(model.Control) is { OptionsKey: null } control
        && control.IsMultiple == model.IsMultiple
        && control.Labels.Select(label => label.Name).SequenceEqual(model.Classes);

    /// <summary>The version and that it is active: one transaction, and the truth about it.</summary>
    private async Task<string> AddVersionAsync(Guid run, long fence, string outcome)
    {
        var name = await database.WriteAsync(async session =>
        {
            var versions = await VersionTable.ListAsync(session, _key);
            if (versions.FirstOrDefault(version => version.Run == run.ToString("N")) is { } known)
            {
                // The trainer asks again: the version was written, and the state of the run was not.
                return known.ModelVersion;
            }

            var number = versions.Select(version => version.Number).DefaultIfEmpty(0).Max() + 1;
            var added = new VersionRow
            {
                Number = number,
                ModelVersion = ModelVersions.Of(number),
                Run = run.ToString("N"),
                Fence = fence,
                CreatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                Outcome = outcome,
            };
            await VersionTable.AddAsync(session, _key, added);
            await ProjectTable.ActivateAsync(session, _key, added.ModelVersion);
            return added.ModelVersion;
        });
        _activeVersion = name;
        work.Wake(_key, WorkReasons.Judge | WorkReasons.Push);
        return name;
    }

    /// <summary>
    /// The silo may have died between the version and the end of its run: the version is there, so the run succeeded.
    /// </summary>
    private async Task AdoptAsync()
    {
        _reportedAt = clock.GetUtcNow();
        if (State.Run is not { Phase: RunPhase.Running } run)
        {
            return;
        }

        var versions = await database.ReadAsync(session => VersionTable.ListAsync(session, _key));
        if (versions.FirstOrDefault(version => version.Run == run.Run.ToString("N")) is { } version)
        {
            State.TrainedAt = run.StartedAt;
            await EndAsync(run, RunPhase.Succeeded, [], version.ModelVersion);
        }
    }
}
