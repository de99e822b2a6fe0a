using NoisyLabels.Learning.Assistance.Ensembles;
using NoisyLabels.Learning.Detection;

namespace NoisyLabels.Learning.Assistance;

/// <summary>
/// Learns from images of which only some are labelled, a part of them wrongly: predicts all others, and says which
/// labels are worth a look. While labels are few, what the unlabelled images have in common counts most; when there
/// are thousands, the labels alone; in between the labels decide. The truth is never needed.
/// </summary>
/// <remarks>
/// The same input and seed give the same numbers on the same machine with the same number of libtorch threads.
/// </remarks>
public sealed class AssistedLearner
{
    private const string Method = "assisted";

    /// <summary>With fewer labels, heads on them alone are never chosen.</summary>
    private const int MinLabelsForLabelledHeads = 50;

    /// <summary>Probabilities that factors, penalties and weights are chosen from.</summary>
    private const int ValuesToJudgeBy = 400_000;

    private readonly AssistanceOptions _options;

    /// <exception cref="UserErrorException">An option is out of range.</exception>
    public AssistedLearner(AssistanceOptions? options = null)
    {
        _options = options ?? new();
        _options.Validate();
    }

    /// <param name="space">N images; it may be used again as long as its images stay the same.</param>
    /// <param name="labels">Labels of the same N images.</param>
    /// <param name="backbone">What the features come from, for the classifier to keep.</param>
    /// <exception cref="ArgumentException">The labels do not fit the images.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two steps.</exception>
    public AssistanceOutcome Learn(
        ImageSpace space,
        PartialLabels labels,
        ClassifierBackbone backbone,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(backbone);
        labels.Validate(space.Images);
        var labelled = LabelledRows.Of(labels);
        if (Readiness.ReasonAgainst(labelled, labels.Classes, _options) is { } reason)
        {
            return new(null, reason);
        }

        var present = labelled.Present();
        labelled = labelled.Among(present);
        List<SemiSupervisedMember> members = [];
        try
        {
            var judges = labelled.Judges(ValuesToJudgeBy);
            members.AddRange(new GuidedMembers(space, labelled, labels.Seed).Fit(progress, cancellation));
            Dictionary<string, object> facts = [];
            if (judges.Length >= MinLabelsForLabelledHeads)
            {
                members.AddRange(FitLabelledMembers(space, labelled, judges, facts, cancellation));
            }

            cancellation.ThrowIfCancellationRequested();
            var ensemble = new SemiSupervisedEnsemble(members, labelled, judges);
            foreach (var (e, member) in members.Index())
            {
                facts[$"weight of {member.Name}"] = ensemble.Weights[e];
            }

            facts["noise"] = ensemble.Calibration.Model.Noise;
            string[] names = [.. present.Select(k => labels.Classes[k])];
            var detection = Judge(space, labelled, names, labels.Seed, ensemble, progress, cancellation);
            var classifier = ClassifierMaker.Make(
                backbone, space.Features.Columns, labels.Classes, present, members, ensemble);
            var everywhere = ensemble.PredictProbabilities(space.Images);
            return new(ModelAssembly.Of(everywhere, labelled, present, detection, classifier, facts), null);
        }
        finally
        {
            members.ForEach(member => member.Dispose());
        }
    }

    /// <summary>Learns each class of images that may be of several on its own.</summary>
    /// <returns>
    /// [K] for each class a model of two classes, of which the second is the class itself, or why there is none yet.
    /// </returns>
    /// <inheritdoc cref="Learn(ImageSpace, PartialLabels, ClassifierBackbone, IProgress{WorkProgress}, CancellationToken)"/>
    public IReadOnlyList<AssistanceOutcome> Learn(
        ImageSpace space,
        MultiLabels labels,
        ClassifierBackbone backbone,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return [.. labels.Classes.Select((_, k) => Learn(space, labels.Of(k), backbone, progress, cancellation))];
    }

    private static IEnumerable<SemiSupervisedMember> FitLabelledMembers(
        ImageSpace space,
        LabelledRows labelled,
        int[] judges,
        Dictionary<string, object> facts,
        CancellationToken cancellation)
    {
        foreach (var view in space.Views)
        {
            cancellation.ThrowIfCancellationRequested();
            var (heldOut, scores, penalty) = LabelledHead.Fit(view, labelled, judges);
            facts[$"penalty of {view.Name}, labelled"] = penalty;
            yield return new LinearMember($"{view.Name}, labelled", heldOut, UsualFactor: 1, Before: 0, scores);
        }
    }

    /// <summary>What is said of the n labels.</summary>
    /// <param name="names">Names of the classes that have a label.</param>
    private DetectionResult Judge(
        ImageSpace space,
        LabelledRows labelled,
        string[] names,
        int seed,
        SemiSupervisedEnsemble ensemble,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        if (labelled.Count == space.Images && labelled.Count >= _options.MinLabelsForDetection && labelled.AllTeachFully)
        {
            var input = new DetectionInput(
                space.Features, space.FinalColumns, labelled.Given, labelled.Classes, space.Graph, seed);
            var found = DetectionMethods.Default.Detect(input, progress, cancellation);
            return Restraint.Apply(found, labelled.Given, names);
        }

        return Restraint.Apply(Findings.Of(Method, labelled.Given, ensemble.HeldOut), labelled.Given, names);
    }
}
