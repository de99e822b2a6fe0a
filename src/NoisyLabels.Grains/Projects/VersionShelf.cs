using System.Text.Json;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Runs;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Training;
using NoisyLabels.LabelStudio.Labeling;

namespace NoisyLabels.Grains.Projects;

/// <summary>The versions of a project's model, and which of them is active.</summary>
internal sealed class VersionShelf(Database database, ProjectKey key, TimeProvider clock)
{
    private (string Version, IReadOnlyList<AnnotatorStatus> Annotators)? _annotators;

    /// <summary>The version that predicts, as the project's row says it.</summary>
    public string Active { get; set; } = ModelVersions.None;

    /// <returns>False when there is no such version.</returns>
    public async Task<bool> ActivateAsync(string modelVersion)
    {
        if (modelVersion != ModelVersions.None
            && await database.ReadAsync(session => VersionTable.FindAsync(session, key, modelVersion)) is null)
        {
            return false;
        }

        await database.WriteAsync(session => ProjectTable.ActivateAsync(session, key, modelVersion));
        Active = modelVersion;
        return true;
    }

    /// <summary>
    /// Makes the outcome of an attempt the next version, and that version the active one. The caller's transaction holds
    /// it together with the end of the run; <see cref="Active"/> is the caller's to set once that is written.
    /// </summary>
    public async Task<string> AddAsync(Session session, Guid run, long fence, TrainingOutcome outcome)
    {
        var number = await VersionTable.MaxNumberAsync(session, key) + 1;
        var added = new VersionRow
        {
            Number = number,
            ModelVersion = ModelVersions.Of(number),
            Run = run.ToString("N"),
            Fence = fence,
            CreatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Outcome = JsonSerializer.Serialize(outcome),
        };
        await VersionTable.AddAsync(session, key, added);
        await ProjectTable.ActivateAsync(session, key, added.ModelVersion);
        return added.ModelVersion;
    }

    /// <summary>Copies the active model of another project, where this one has none yet.</summary>
    /// <returns>The new version and the one that it is a copy of.</returns>
    /// <exception cref="UserErrorException">It cannot; the message says why.</exception>
    public async Task<(string Copy, string Original)> CopyAsync(ProjectKey source, LabelConfig config)
    {
        if (Active != ModelVersions.None)
        {
            throw new UserErrorException($"Project {key.Id} has a model of its own, and keeps it.");
        }

        var version = await database.ReadAsync(session => VersionTable.ActiveAsync(session, source))
            ?? throw new UserErrorException($"Project {source.Id} has no model yet.");
        var from = database.Folders.Attempt(source, version.RunId, version.Fence);
        if (!ModelFiles.Read(from).All(model => Fits(model, config)))
        {
            throw new UserErrorException(
                $"The model of project {source.Id} knows other controls or classes than project {key.Id} has.");
        }

        // The folder has a name of its own, for the run is a new one: what a killed process leaves of it, nobody reads.
        var run = Guid.NewGuid();
        var fence = await database.ReadAsync(session => RunTable.FenceAsync(session, key)) + 1;
        ModelFiles.Copy(from, database.Folders.Attempt(key, run, fence));
        var outcome = JsonSerializer.Deserialize<TrainingOutcome>(version.Outcome)! with { Annotators = [] };
        Active = await database.WriteAsync(session => AddAsync(session, run, fence, outcome));
        return (Active, version.ModelVersion);
    }

    /// <summary>What the active version says of the annotators; read once.</summary>
    public async ValueTask<IReadOnlyList<AnnotatorStatus>> ReadAnnotatorsAsync()
    {
        if (_annotators is not { } known || known.Version != Active)
        {
            var version = await database.ReadAsync(session => VersionTable.FindAsync(session, key, Active));
            known = (
                Active,
                version is null ? [] : JsonSerializer.Deserialize<TrainingOutcome>(version.Outcome)!.Annotators);
            _annotators = known;
        }

        return known.Annotators;
    }

    private static bool Fits(ControlModel model, LabelConfig config) =>
        config.Control(model.Control) is { OptionsKey: null } control
        && control.IsMultiple == model.IsMultiple
        && control.Labels.Select(label => label.Name).SequenceEqual(model.Classes);
}
