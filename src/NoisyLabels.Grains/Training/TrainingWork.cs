using System.Text.Json;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Annotations;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.Learning.Assistance;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Grains.Training;

/// <summary>
/// One attempt at a training: rows and cached features in, classifiers and judgements out. It runs on a thread of its
/// own, where waiting for the database holds nobody up.
/// </summary>
internal sealed class TrainingWork(Database database, TrainingFeatures features, SpaceCache spaces, TimeProvider clock)
    : ITrainingWork
{
    public TrainingOutcome Run(
        TrainingTicket ticket, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        var config = LabelConfig.Parse(ticket.LabelConfig);
        if (config.Problem is { } problem)
        {
            return Nothing(0, 0, [problem]);
        }

        new ImageWait(database, clock).ForLabelled(ticket.Project, progress, cancellation);
        var began = clock.GetTimestamp();
        progress.Report(new TrainingProgress("reading", 0, 0, null));
        var data = Wait(TrainingData.ReadAsync(database, ticket, [.. config.Controls.Select(control => control.Name)]));
        var (maker, tasks, vectors) = Wait(
            features.FindAsync(ticket, data.Tasks, data.LabelledTasks, progress, cancellation));
        if (maker is null || tasks.Count < 2)
        {
            return Nothing(data.LabelledTasks.Count, tasks.Count, ["No images have been seen yet."]);
        }

        progress.Report(new TrainingProgress("neighbours", 0, 0, null));
        var space = spaces.Of(
            ticket.Project,
            [.. tasks.Select(task => task.ImageSha256!)],
            () => Matrix(vectors, maker.Columns),
            maker.Backbone,
            maker.Sizes.Count,
            cancellation);
        var read = clock.GetElapsedTime(began).TotalSeconds;

        var results = new List<ControlResult>();
        foreach (var (number, control) in config.Controls.Index())
        {
            progress.Report(new TrainingProgress("learning", number, config.Controls.Count, null));
            var backbone = new ClassifierBackbone(maker.Backbone.Name, maker.Backbone.Sha256, maker.Sizes);
            results.Add(Learn(
                new ControlLesson(control, space, tasks, backbone, ticket.Settings, cancellation),
                new LabelledTasks(config, control, data.Annotations, ticket.Settings),
                control,
                tasks,
                data,
                ticket.Settings.MeasuresAnnotators));
        }

        cancellation.ThrowIfCancellationRequested();
        var outcome = Keep(ticket, tasks, results, data, progress);
        return outcome with
        {
            Seconds = new Dictionary<string, double>
            {
                ["reading"] = read,
                ["all"] = clock.GetElapsedTime(began).TotalSeconds,
            },
        };
    }

    private static ControlResult Learn(
        ControlLesson lesson,
        LabelledTasks labelled,
        ChoiceControl control,
        IReadOnlyList<StoredTask> tasks,
        TrainingData data,
        bool measuresAnnotators)
    {
        TaskVotes?[] votes = [.. tasks.Select(labelled.VotesOn)];
        Consensus?[] consensus = [.. votes.Select(task => task is null ? null : Consensus.Of(task))];
        var classes = labelled.Classes(consensus);
        if (classes.Count < 2)
        {
            return ControlResult.Nothing(control.Name, $"\"{control.Name}\" has fewer than two classes.");
        }

        if (control.IsMultiple)
        {
            return lesson.Multiple(classes, [.. consensus.Select(label => label?.Classes)]);
        }

        var decisions = data.Decisions.Where(decision => decision.Control == control.Name)
            .ToDictionary(decision => decision.TaskId);
        string?[] given = [.. consensus.Select(label => label?.Classes is [var only] ? only : null)];
        TaughtLabel[] taught =
        [
            .. tasks.Index().Select(task => LabelledTasks.Decided(
                given[task.Index] is { } name
                    ? new TaughtLabel(name, consensus[task.Index]!.Weight, consensus[task.Index]!.IsTrusted)
                    : TaughtLabel.None,
                decisions.GetValueOrDefault(task.Item.TaskId))),
        ];
        var result = lesson.Single(classes, taught, given);
        return !measuresAnnotators ? result : result with
        {
            Annotators = AnnotatorReport.Of(control.Name, classes, votes, result.HeldOut),
        };
    }

    private TrainingOutcome Keep(
        TrainingTicket ticket,
        IReadOnlyList<StoredTask> tasks,
        IReadOnlyList<ControlResult> results,
        TrainingData data,
        IProgress<TrainingProgress> progress)
    {
        var labelled = data.LabelledTasks.Count;
        string[] notes = [.. results.SelectMany(result => result.Notes).Distinct()];
        if (!results.Any(result => result.HasModel))
        {
            return Nothing(labelled, tasks.Count, notes);
        }

        progress.Report(new TrainingProgress("writing", 0, 0, null));
        Judgement[] judgements = [.. results.SelectMany(result => result.Judgements)];
        var comparisons = results.Select(result => VersionCheck.Compare(result, tasks, data.Before))
            .OfType<VersionComparison>().ToList();
        var main = results.FirstOrDefault(result => result.HeldOut is not null);
        var outcome = new TrainingOutcome
        {
            HasModel = true,
            IsNotWorse = comparisons.TrueForAll(comparison => comparison.IsNotWorse),
            Labelled = labelled,
            Images = tasks.Count,
            HeldOutAgreement = main is null ? null : HeldOutScore.Of(main.HeldOut!, main.Labels).Accuracy,
            Suspected = judgements.Count(judgement => judgement.IsLabelIssue),
            Annotators = [.. results.SelectMany(result => result.Annotators)],
            Sentences = [.. notes, .. comparisons.Where(c => !c.IsNotWorse).Select(c => c.Text)],
        };
        if (!outcome.IsNotWorse && data.Active is { } active)
        {
            try
            {
                return KeepActive(ticket, active, outcome, data.Before, judgements);
            }
            catch (UserErrorException e)
            {
                // A model that cannot be read is no better than any.
                outcome = outcome with { IsNotWorse = true, Sentences = [.. outcome.Sentences, e.Message] };
            }
        }

        ModelFiles.Write(database.Folders.Attempt(ticket.Project, ticket.Run, ticket.Fence), results);
        Wait(JudgementTable.StageAsync(database, ticket.Project, ticket.Run, ticket.Fence, judgements));
        return outcome;
    }

    /// <exception cref="UserErrorException">The active model cannot be read.</exception>
    private TrainingOutcome KeepActive(
        TrainingTicket ticket,
        VersionRow active,
        TrainingOutcome outcome,
        IReadOnlyList<Judgement> before,
        IReadOnlyList<Judgement> now)
    {
        var folder = database.Folders.Attempt(ticket.Project, active.RunId, active.Fence);
        _ = ModelFiles.Read(folder);
        if (KeptModel.Judgements(before, now) is not { } kept)
        {
            return outcome;
        }

        ModelFiles.Copy(folder, database.Folders.Attempt(ticket.Project, ticket.Run, ticket.Fence));
        Wait(JudgementTable.StageAsync(database, ticket.Project, ticket.Run, ticket.Fence, kept));
        return outcome with
        {
            ModelOf = active.ModelVersion,
            HeldOutAgreement = JsonSerializer.Deserialize<TrainingOutcome>(active.Outcome)?.HeldOutAgreement,
            Suspected = kept.Count(judgement => judgement.IsLabelIssue),
        };
    }

    private static TrainingOutcome Nothing(int labelled, int images, IReadOnlyList<string> why) => new()
    {
        HasModel = false,
        IsNotWorse = true,
        Labelled = labelled,
        Images = images,
        Sentences = why,
    };

    private static FloatMatrix Matrix(IReadOnlyList<float[]> vectors, int columns)
    {
        var matrix = new FloatMatrix(vectors.Count, columns);
        foreach (var (row, vector) in vectors.Index())
        {
            vector.CopyTo(matrix.Row(row));
        }

        return matrix;
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Wait(Task task) => task.GetAwaiter().GetResult();
}
