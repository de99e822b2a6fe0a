using System.Text.Json;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.Learning.Assistance;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Grains.Training;

/// <summary>Learns one control: from the labels of its tasks to classifiers and a judgement of every image.</summary>
internal sealed class ControlLesson(
    ChoiceControl control,
    ImageSpace space,
    IReadOnlyList<StoredTask> tasks,
    ClassifierBackbone backbone,
    ProjectSettings settings,
    CancellationToken cancellation)
{
    private readonly AssistedLearner _learner = new(new AssistanceOptions { MinLabels = settings.LeastLabels });

    /// <param name="labels">[N] what the tasks teach with.</param>
    /// <param name="given">[N] what the annotators said; null where they said nothing.</param>
    public ControlResult Single(
        IReadOnlyList<string> classes, IReadOnlyList<TaughtLabel> labels, IReadOnlyList<string?> given)
    {
        var index = classes.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        int[] numbers = [.. labels.Select(label =>
            label is { Name: { } name, Weight: > 0 } ? index.GetValueOrDefault(name, -1) : -1)];
        var outcome = _learner.Learn(
            space,
            new PartialLabels(numbers, classes)
            {
                Weight = [.. labels.Select(label => (float)label.Weight)],
                Trusted = [.. labels.Select(label => label.IsTrusted)],
                Seed = settings.Seed,
            },
            backbone,
            cancellation: cancellation);
        if (outcome.Model is not { } model)
        {
            return ControlResult.Nothing(control.Name, outcome.NoModelReason!);
        }

        if (settings.Engine is TrainingEngine.Unknown)
        {
            throw new UserErrorException(
                "The setting engine of this project has a value that this version does not know; choose one of "
                + $"{string.Join(", ", SettingName.All<TrainingEngine>())}, and train again.");
        }

        if (settings.Engine is not TrainingEngine.Frozen)
        {
            model = JudgedBy(SettingName.Of(settings.Engine), model, numbers, classes.Count);
        }

        return new ControlResult(
            control.Name,
            [model.Classifier],
            [.. tasks.Select((task, row) => Judge(task, row, model, classes, labels[row], given[row]))],
            numbers,
            model.Probabilities,
            model.Notes);
    }

    /// <summary>Each class on its own; nothing is reported about the labels of such a control.</summary>
    /// <param name="given">[N] the classes that were ticked; null where nobody answered.</param>
    public ControlResult Multiple(IReadOnlyList<string> classes, IReadOnlyList<IReadOnlyList<string>?> given)
    {
        var numbers = given.Select(names => names is null
            ? null
            : (IReadOnlyList<int>)[.. classes.Index().Where(c => names.Contains(c.Item)).Select(c => c.Index)]);
        var outcomes = _learner.Learn(
            space, new MultiLabels([.. numbers], classes) { Seed = settings.Seed }, backbone, cancellation: cancellation);
        if (outcomes.FirstOrDefault(outcome => outcome.Model is null) is { } missing)
        {
            return ControlResult.Nothing(control.Name, missing.NoModelReason!);
        }

        AssistedModel[] models = [.. outcomes.Select(outcome => outcome.Model!)];
        return new ControlResult(
            control.Name,
            [.. models.Select(model => model.Classifier)],
            [.. tasks.Select((task, row) => MultipleChoice.Judge(
                control.Name, task.TaskId, classes, [.. models.Select(model => (double)model.Probabilities.Row(row)[1])]))],
            [],
            null,
            []);
    }

    /// <summary>Another method looks at the labelled images alone; the others are predicted as always.</summary>
    private AssistedModel JudgedBy(string engine, AssistedModel model, int[] numbers, int classes)
    {
        int[] rows = [.. numbers.Index().Where(label => label.Item >= 0).Select(label => label.Index)];
        var features = new FloatMatrix(rows.Length, space.Features.Columns);
        foreach (var (to, from) in rows.Index())
        {
            space.Features.Row(from).CopyTo(features.Row(to));
        }

        var graph = Learning.Neighbors.ExactNeighbors.Find(features, cancellationToken: cancellation);
        int[] given = [.. rows.Select(row => numbers[row])];
        var found = DetectionMethods.Named(engine).Detect(
            new DetectionInput(features, space.FinalColumns, given, classes, graph, settings.Seed), null, cancellation);
        foreach (var (at, row) in rows.Index())
        {
            model.LabelQuality[row] = found.LabelQuality[at];
            model.SuggestedLabel[row] = found.SuggestedLabel[at];
            model.SuggestedLabelConfidence[row] = found.SuggestedLabelConfidence[at];
            model.IsLabelIssue[row] = found.IsLabelIssue[at];
            model.Mislabeling[row] = 1 - found.LabelQuality[at];
        }

        return model;
    }

    private Judgement Judge(
        StoredTask task,
        int row,
        AssistedModel model,
        IReadOnlyList<string> classes,
        TaughtLabel label,
        string? given)
    {
        var probabilities = model.Probabilities.Row(row);
        var judgement = new Judgement
        {
            Control = control.Name,
            TaskId = task.TaskId,
            Probabilities = Json(classes, probabilities.ToArray()),
            Predicted = JsonSerializer.Serialize(new[] { classes[model.PredictedLabel[row]] }),
            Confidence = model.Confidence[row],
        };
        if (given is null || double.IsNaN(model.LabelQuality[row]))
        {
            return judgement;
        }

        // Where a person has decided otherwise, the quality is still that of the label that was given.
        var isOverruled = label.Name != given;
        var own = classes.Index().FirstOrDefault(item => item.Item == given, (Index: -1, Item: given)).Index;
        return judgement with
        {
            Given = given,
            Suggested = model.SuggestedLabel[row] < 0 ? null
                : isOverruled ? label.Name : classes[model.SuggestedLabel[row]],
            SuggestedConfidence = isOverruled ? 1 : model.SuggestedLabelConfidence[row],
            LabelQuality = !isOverruled ? model.LabelQuality[row] : own < 0 ? 0 : Math.Min(probabilities[own], 0.5),
            IsLabelIssue = model.IsLabelIssue[row],
            Mislabeling = model.Mislabeling[row],
        };
    }

    /// <summary>[K] by name, six digits.</summary>
    internal static string Json(IReadOnlyList<string> classes, IReadOnlyList<float> probabilities) =>
        JsonSerializer.Serialize(classes.Index().ToDictionary(
            item => item.Item, item => Math.Round((double)probabilities[item.Index], 6)));
}
