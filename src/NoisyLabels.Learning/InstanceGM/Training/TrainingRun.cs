using System.Runtime.InteropServices;
using NoisyLabels.Learning.InstanceGM.Forecasts;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.InstanceGM.Losses;
using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>One training of InstanceGM, from the first epoch to the last. Not safe for many threads.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly TrainingContext _context;
    private readonly TrainingHooks _hooks;
    private readonly Evaluation _evaluation;
    private readonly WorkModel _work;
    private readonly StepClock _clock;
    private readonly Learner _learner;
    private readonly Lazy<string> _fingerprint;

    /// <param name="costs">What calls of the networks cost here; those counted from their layers where it is null.</param>
    /// <exception cref="UserErrorException">The settings or the data cannot be used; the message says why.</exception>
    public TrainingRun(
        TrainingSet data, InstanceGmOptions options, TrainingHooks? hooks = null, PassCosts? costs = null, TimeProvider? time = null)
    {
        TorchRuntime.EnsureLoaded();
        OptionsValidation.Validate(options);
        data.RequireUsable();
        _hooks = hooks ?? TrainingHooks.None;
        _fingerprint = new(data.Fingerprint);
        var streams = new RandomStreams(options.Seed);
        var device = ComputeDevice.Best;
        _context = new(
            data,
            options,
            streams,
            Roles.Of(data.Given, data.Classes, options, streams),
            new(data.Inputs, streams, options.Emulates(PredecessorDefects.FrozenViews)),
            device);
        var plan = NetworkPlan.Of(data, options);
        Networks = new(plan, options, streams, device);
        State = new(data.Count, data.Classes, options);
        _evaluation = new(_context);
        _work = new(options, costs ?? PassCosts.Counted(plan), data.Count);
        _clock = new(_work, time ?? TimeProvider.System, _hooks.Progress);
        _learner = new(_context, _work, _clock, _hooks.SaveAfterEpoch is not null);
    }

    public TwinNetworks Networks { get; }

    public TrainingState State { get; }

    public InstanceGmOptions Options => _context.Options;

    /// <summary>Tells the data of this run from any other.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <returns>[N, K] probabilities: out of sample with two folds.</returns>
    /// <exception cref="UserErrorException">A loss became NaN, or the device failed; the message says when.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two batches.</exception>
    public FloatMatrix Run(CancellationToken cancellation = default)
    {
        using var heap = NativeHeap.Keep();
        try
        {
            return RunEpochs(cancellation);
        }
        catch (ExternalException e)
        {
            throw TrainingStopped.ByDevice(e, State.Epoch, _hooks.SaveAfterEpoch is not null);
        }
    }

    public void Dispose() => Networks.Dispose();

    private FloatMatrix RunEpochs(CancellationToken cancellation)
    {
        _clock.SkipTo(State.Epoch, State.LabelledShare);
        while (State.Epoch < Options.Epochs)
        {
            var outcome = State.Epoch < Options.WarmupEpochs ? Warmup(cancellation) : CoTrain(cancellation);
            Judge(cancellation);
            Finish(outcome);
        }

        return State.Judgements.Combined();
    }

    private EpochOutcome Warmup(CancellationToken cancellation)
    {
        SetLearningRate();
        _clock.BeginEpoch(State.Epoch, _work.Epoch(State.Epoch, WorkModel.UsualShare), WorkModel.UsualShare);
        var a = _learner.Warmup(Networks.A, State.Epoch, cancellation);
        var b = _learner.Warmup(Networks.B, State.Epoch, cancellation);
        return new(a, b, DivisionRule.None);
    }

    private EpochOutcome CoTrain(CancellationToken cancellation)
    {
        SetLearningRate();

        // Each network is trained on the division made by the other, so that they do not confirm their own errors.
        var (divisionA, divisionB) = (DivideFor(Networks.A), DivideFor(Networks.B));
        State.LabelledShare = (divisionA.Labelled.Length + divisionB.Labelled.Length)
            / (double)(_context.Roles.LearnedBy(Networks.A).Length + _context.Roles.LearnedBy(Networks.B).Length);
        var planned = _learner.Work(divisionA) + _learner.Work(divisionB) + 2 * _work.Evaluation;
        _clock.BeginEpoch(State.Epoch, planned, State.LabelledShare);

        var combined = State.Judgements.Combined();
        var prior = Options.Emulates(PredecessorDefects.UniformClassPrior)
            ? ClassPrior.Uniform(_context.Data.Classes)
            : ClassPrior.Of(_context.Data.Given, _context.Data.Classes);
        var mixMatch = new MixMatchStep(_context, new CoGuess(_context, Networks, combined), prior);

        var a = TrainOnDivision(Networks.A, divisionA, mixMatch, cancellation);
        var b = TrainOnDivision(Networks.B, divisionB, mixMatch, cancellation);
        return new(a, b, divisionA.Rule);
    }

    private Division DivideFor(Twin twin)
    {
        var rows = _context.Roles.LearnedBy(twin);
        var losses = State.Judgements.MeanLosses(Networks.PeerOf(twin), rows);
        var given = Array.ConvertAll(rows, row => _context.Data.Given[row]);
        return CoDivide.Divide(rows, losses, given, Options.CleanThreshold);
    }

    private StepLosses TrainOnDivision(
        Twin twin, Division division, MixMatchStep mixMatch, CancellationToken cancellation)
    {
        var losses = _learner.TrainOnDivision(
            twin, division, mixMatch, State.Epoch, State.VaePosition[twin.Index], cancellation);
        State.VaePosition[twin.Index] += _learner.VaeImages(twin, division);
        return losses;
    }

    // Each network looks at the images that it judges, as they are.
    private void Judge(CancellationToken cancellation)
    {
        if (Networks.Both.FirstOrDefault(twin => !twin.IsFinite()) is { } broken)
        {
            throw TrainingStopped.ByWeights(broken, State.Epoch, _hooks.SaveAfterEpoch is not null);
        }

        if (!_work.IsEvaluated(State.Epoch))
        {
            return;
        }

        foreach (var twin in Networks.Both)
        {
            var judged = _context.Roles.JudgedBy(twin);
            var probabilities = _evaluation.Probabilities(twin, judged, State.Epoch, cancellation);
            State.Judgements.Add(twin, judged, _context.Data.Given, probabilities);
            _clock.Advance(_work.Evaluation);
        }

        State.Judgements.Evaluations++;
    }

    private void Finish(EpochOutcome outcome)
    {
        State.Epoch++;
        _hooks.SaveAfterEpoch?.Invoke(this);
        _hooks.Epochs?.Report(new(
            State.Epoch,
            Options.Epochs,
            outcome.Rule == DivisionRule.None,
            outcome.A,
            outcome.B,
            State.LabelledShare,
            outcome.Rule,
            _clock.Elapsed,
            _clock.Remaining(State.Epoch, State.Epoch <= Options.WarmupEpochs ? WorkModel.UsualShare : State.LabelledShare)));
    }

    private void SetLearningRate()
    {
        var rate = State.Epoch < Options.LearningRateDropEpoch ? Options.LearningRate : Options.LearningRate / 10;
        Networks.A.SetLearningRate(rate);
        Networks.B.SetLearningRate(rate);
    }

    private readonly record struct EpochOutcome(StepLosses A, StepLosses B, DivisionRule Rule);
}
