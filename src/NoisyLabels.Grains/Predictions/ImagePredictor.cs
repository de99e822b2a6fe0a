using System.Numerics.Tensors;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Images;
using NoisyLabels.Grains.Training;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Learning.Features;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Grains.Predictions;

/// <summary>Predicts tasks from their images: from cached features, or fetch and encode; then classify.</summary>
internal sealed class ImagePredictor(TaskImages images, FeatureMakers makers)
{
    public const string TooLate = "There was no time for it; its prediction follows in the background.";

    private const int FetchesAtOnce = 8;

    /// <param name="hashes">Of the images of tasks that are known, by task.</param>
    /// <returns>One entry for each task, in order.</returns>
    /// <exception cref="UserErrorException">What the model was learned with is here no more.</exception>
    public async Task<IReadOnlyList<TaskPrediction>> PredictAsync(
        ProjectKey key,
        LabelConfig config,
        string? backbone,
        IReadOnlyList<ControlModel> models,
        IReadOnlyList<TaskRecord> tasks,
        IReadOnlyDictionary<long, string> hashes,
        CancellationToken deadline)
    {
        var result = new TaskPrediction[tasks.Count];
        var maker = makers.For(models[0].Classifiers[0].Backbone, backbone);
        await Parallel.ForEachAsync(
            tasks.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = FetchesAtOnce },
            async (task, _) =>
                result[task.Index] =
                    task.Item.Id is { } id
                    && hashes.TryGetValue(id, out var hash)
                    && maker.Find(hash)?.Vector is { } vector
                        ? Predict(config, models, task.Item, vector)
                        : await PredictAsync(key, config, models, maker, task.Item, deadline));
        return result;
    }

    private async Task<TaskPrediction> PredictAsync(
        ProjectKey key,
        LabelConfig config,
        IReadOnlyList<ControlModel> models,
        FeatureMaker maker,
        TaskRecord task,
        CancellationToken deadline)
    {
        if (TaskImages.AddressOf(config, task.Data) is not { } address)
        {
            return Nothing("The task has nothing under the key that the configuration shows.");
        }

        try
        {
            deadline.ThrowIfCancellationRequested();
            var fetched = await images.FetchAsync(key, task.Id, address, deadline);
            if (!fetched.IsImage)
            {
                return Nothing(fetched.Refusal.Message);
            }

            var made = await Task.Run(() => maker.Make(new ImageContent(address, fetched.Bytes), deadline), deadline);
            return made.Vector is { } vector ? Predict(config, models, task, vector) : Nothing(made.Problem!);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return Nothing(TooLate);
        }

        TaskPrediction Nothing(string why) => new(task.Id, [], null, why);
    }

    private static TaskPrediction Predict(
        LabelConfig config, IReadOnlyList<ControlModel> models, TaskRecord task, float[] vector)
    {
        var features = new FloatMatrix(1, vector.Length);
        vector.CopyTo(features.Row(0));
        ControlPrediction[] controls =
        [
            .. models.Where(model => config.Control(model.Control) is not null).Select(model => model.IsMultiple
                ? Multiple(model, features)
                : Single(model, features, config.Control(model.Control)!, task.Data)),
        ];
        return controls.Length == 0
            ? new TaskPrediction(task.Id, [], null, "The configuration of the request has none of the model's controls.")
            : new TaskPrediction(task.Id, controls, controls.Min(control => control.Confidence));
    }

    /// <summary>The most probable class that the task offers: dynamic choices differ from task to task.</summary>
    private static ControlPrediction Single(
        ControlModel model, FloatMatrix features, ChoiceControl control, TaskData data)
    {
        var classifier = model.Classifiers[0];
        var probabilities = classifier.PredictProbabilities(features).Row(0).ToArray();
        var offered = control.ReadLabels(data).Select(label => label.Name).ToHashSet();
        var masked = probabilities.Select((p, k) => offered.Contains(classifier.Classes[k]) ? p : -1).ToArray();
        var best = TensorPrimitives.IndexOfMax<float>(masked);
        return new ControlPrediction(
            model.Control,
            masked[best] < 0 ? [] : [classifier.Classes[best]],
            probabilities[best],
            classifier.Classes.Index().ToDictionary(item => item.Item, item => (double)probabilities[item.Index]));
    }

    private static ControlPrediction Multiple(ControlModel model, FloatMatrix features)
    {
        var classes = model.Classes;
        double[] probabilities = [.. model.Classifiers.Select(classifier => (double)classifier.PredictProbabilities(features).Row(0)[1])];
        return new ControlPrediction(
            model.Control,
            MultipleChoice.Chosen(classes, probabilities),
            MultipleChoice.Confidence(probabilities),
            classes.Index().ToDictionary(item => item.Item, item => probabilities[item.Index]));
    }
}
