using System.Numerics.Tensors;
using System.Text.Json;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.LabelStudio.Annotations;

namespace NoisyLabels.Grains.Training;

/// <summary>One class for an image, as a model that is already there sees it.</summary>
internal static class SingleChoice
{
    /// <summary>
    /// A training judges a label by what the images around it say without it. A model that is there already may have
    /// learned from it, so it suspects fewer labels; the order is about the same.
    /// </summary>
    /// <param name="probabilities">[K].</param>
    /// <param name="label">Null where nobody labelled the task.</param>
    public static Judgement Judge(
        string control, long task, IReadOnlyList<string> classes, float[] probabilities, Consensus? label)
    {
        var best = TensorPrimitives.IndexOfMax<float>(probabilities);
        var judgement = new Judgement
        {
            Control = control,
            TaskId = task,
            Probabilities = ControlLesson.Json(classes, probabilities),
            Predicted = JsonSerializer.Serialize(new[] { classes[best] }),
            Confidence = probabilities[best],
        };
        if (label?.Classes is not [var given] || !classes.Contains(given))
        {
            return judgement;
        }

        var own = classes.Index().First(item => item.Item == given).Index;

        var others = probabilities.Select((p, k) => k == own ? -1 : p).ToArray();
        var other = TensorPrimitives.IndexOfMax<float>(others);
        return judgement with
        {
            Given = given,
            Suggested = classes[other],
            SuggestedConfidence = probabilities[other],
            LabelQuality = probabilities[own],
            IsLabelIssue = !label.IsTrusted && best != own,
            Mislabeling = label.IsTrusted ? 0 : 1 - probabilities[own],
        };
    }
}
