using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Images;
using NoisyLabels.Grains.Predictions;
using NoisyLabels.Grains.Runs;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Training;
using NoisyLabels.Grains.Work;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Grains.Background;

/// <summary>
/// Keeps what versions say of tasks: that of the newest ones, and that of the active one, which judges again what was
/// forgotten where it is an older one, and all where it came from another project. The rest is deleted.
/// </summary>
internal sealed class VersionJudge(IGrainFactory grains, Database database, ModelCache models, FeatureMakers makers)
{
    /// <summary>The newest versions are compared with, and gone back to.</summary>
    private const int Newest = 2;

    private const int Chunk = 500;

    public async Task<WorkResult> RunAsync(ProjectKey key, CancellationToken cancellation)
    {
        var (unfinished, unneeded) = await database.ReadAsync(session => LookAsync(session, key));
        foreach (var attempt in unneeded)
        {
            cancellation.ThrowIfCancellationRequested();
            await JudgementTable.DeleteAsync(database, key, attempt);
        }

        if (unfinished is not null)
        {
            await JudgeAsync(key, unfinished, cancellation);
        }

        return WorkResult.Done;
    }

    /// <summary>
    /// In one moment, so that no attempt that is under way looks like one that nobody needs. The newest version that was
    /// trained here has judged what it learned from; what has come since, the next training judges, and better.
    /// </summary>
    /// <returns>The active version, where it may have to judge tasks yet, and the attempts that nobody asks for.</returns>
    private static async Task<(VersionRow? Unfinished, IReadOnlyList<JudgedAttempt> Unneeded)> LookAsync(
        Session session, ProjectKey key)
    {
        var active = await VersionTable.ActiveAsync(session, key);
        var newest = (await VersionTable.ListAsync(session, key)).Take(Newest).ToList();
        var isDone = active is not null
            && active.Number == newest[0].Number
            && await RunTable.ExistsAsync(session, key, active.Run);
        var running = await RunTable.LatestAsync(session, key) is { IsOpen: true } run ? run.Run.ToString("N") : null;
        var needed = newest.Append(active).OfType<VersionRow>()
            .Select(version => (version.Run, version.Fence)).ToHashSet();
        var attempts = await JudgementTable.AttemptsAsync(session, key);
        return (
            isDone ? null : active,
            [
                .. attempts.Where(attempt =>
                    !needed.Contains((attempt.Run, attempt.Fence)) && attempt.Run != running),
            ]);
    }

    /// <summary>Judges the tasks that it has not judged, as far as the features of their images are at hand.</summary>
    private async Task JudgeAsync(ProjectKey key, VersionRow version, CancellationToken cancellation)
    {
        var project = await grains.GetGrain<IProjectGrain>(key.ToString()).GetConfig();
        var config = LabelConfig.Parse(project.LabelConfig);
        var labels = new Dictionary<string, LabelledTasks>();
        for (var after = 0L; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var tasks = await database.ReadAsync(session =>
                JudgementTable.UnjudgedAsync(session, key, version, after, Chunk));
            if (tasks.Count == 0)
            {
                return;
            }

            after = tasks[^1].TaskId;
            var model = models.Of(key, version);
            var maker = makers.For(model[0].Classifiers[0].Backbone, project.Settings.Backbone);
            var found = tasks.Select(task => (Task: task, maker.Find(task.ImageSha256!)?.Vector))
                .Where(pair => pair.Vector is not null).Select(pair => (pair.Task, Vector: pair.Vector!)).ToList();
            if (found.Count == 0)
            {
                continue;
            }

            if (labels.Count == 0)
            {
                labels = await LabelsAsync(key, config, project.Settings, model);
            }

            var judgements = model.Where(one => config.Control(one.Control) is not null)
                .SelectMany(one => Judge(one, labels[one.Control], found));
            await JudgementTable.StageAsync(database, key, version.RunId, version.Fence, [.. judgements]);
        }
    }

    private Task<Dictionary<string, LabelledTasks>> LabelsAsync(
        ProjectKey key, LabelConfig config, ProjectSettings settings, IReadOnlyList<ControlModel> models) =>
        database.ReadAsync(async session =>
        {
            var annotations = await AnnotationTable.ListAsync(session, key);
            return models.Select(model => config.Control(model.Control)).OfType<ChoiceControl>().ToDictionary(
                control => control.Name, control => new LabelledTasks(config, control, annotations, settings));
        });

    private static IEnumerable<Judgement> Judge(
        ControlModel model, LabelledTasks labels, IReadOnlyList<(StoredTask Task, float[] Vector)> found)
    {
        var features = new FloatMatrix(1, model.Classifiers[0].Columns);
        foreach (var (task, vector) in found)
        {
            vector.CopyTo(features.Row(0));
            yield return model.IsMultiple
                ? MultipleChoice.Judge(
                    model.Control,
                    task.TaskId,
                    model.Classes,
                    [.. model.Classifiers.Select(classifier => (double)classifier.PredictProbabilities(features).Row(0)[1])])
                : SingleChoice.Judge(
                    model.Control,
                    task.TaskId,
                    model.Classes,
                    model.Classifiers[0].PredictProbabilities(features).Row(0).ToArray(),
                    labels.Of(task));
        }
    }
}
