using System.Runtime.InteropServices;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>Who wants to hear of a training while it runs. All are called on the thread that trains.</summary>
/// <param name="Progress">After each step, in work done of all work.</param>
/// <param name="Epochs">After each epoch.</param>
/// <param name="SaveAfterEpoch">Keeps what the run needs to go on; before the report of the epoch.</param>
internal sealed record TrainingHooks(
    IProgress<WorkProgress>? Progress = null,
    IProgress<EpochReport>? Epochs = null,
    Action<TrainingRun>? SaveAfterEpoch = null);

/// <summary>One training of InstanceGM, from the first epoch to the last. Not safe for many threads.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly TrainingContext _context;
    private readonly TrainingHooks _hooks;
    private readonly StepMaker _inputs;
    private readonly TrainingStep _step;
    private readonly Evaluation _evaluation;
    private readonly WorkModel _work;
    private readonly StepClock _clock;
    private readonly Lazy<string> _fingerprint;

    /// <param name="costs">What calls of the networks cost here; null counts them from the layers.</param>
    /// <exception cref="UserErrorException">The settings or the data cannot be used; the message says why.</exception>
    public TrainingRun(
        TrainingSet data, InstanceGmOptions options, TrainingHooks? hooks = null, PassCosts? costs = null, TimeProvider? time = null)
    {
        TorchRuntime.EnsureLoaded();
        OptionsValidation.Validate(options);
        data.RequireUsable();
        _hooks = hooks ?? new();
        _fingerprint = new(data.Fingerprint);
        var streams = new RandomStreams(options.Seed);
        _context = new(
            data,
            options,
            streams,
            Roles.Assign(data.Given, data.Classes, options, streams),
            new(data.Inputs, streams, options.Emulates(PredecessorDefects.FrozenViews)),
            ComputeDevice.Best)
        {
            HasCheckpoint = _hooks.SaveAfterEpoch is not null,
        };
        var plan = NetworkPlan.Of(data, options);
        Networks = new(plan, options, streams, _context.Device);
        State = new(data.Count, data.Classes, options);
        _inputs = new(_context);
        _step = new(_context, Networks);
        _evaluation = new(_context);
        _work = new(options, costs ?? PassCosts.Count(plan), data.Count);
        _clock = new(_work, time ?? TimeProvider.System, _hooks.Progress);
    }

    public TwinNetworks Networks { get; }

    public TrainingState State { get; }

    public InstanceGmOptions Options => _context.Options;

    /// <summary>Tells the data of this run from any other.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>Trains all epochs that are left.</summary>
    /// <returns>[N, K] probabilities: out of fold with two folds.</returns>
    /// <exception cref="UserErrorException">A loss became NaN, or the device failed; the message says when.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two batches.</exception>
    public FloatMatrix Train(CancellationToken cancellation = default)
    {
        using var heap = NativeHeap.Keep();
        try
        {
            _clock.SkipTo(State.Epoch, State.LabelledShare);
            while (State.Epoch < Options.Epochs)
            {
                SetLearningRate();
                var outcome = State.Epoch < Options.WarmupEpochs ? WarmUp(cancellation) : CoTrain(cancellation);
                Judge(cancellation);
                Finish(outcome);
            }

            return State.Judgements.Combine();
        }
        catch (ExternalException e)
        {
            throw TrainingStopped.ByDevice(e, State.Epoch, _context.HasCheckpoint);
        }
    }

    public void Dispose() => Networks.Dispose();

    private EpochOutcome WarmUp(CancellationToken cancellation)
    {
        _clock.BeginEpoch(State.Epoch, _work.Epoch(State.Epoch, WorkModel.UsualShare), WorkModel.UsualShare);
        return new(WarmUp(Networks.A, cancellation), WarmUp(Networks.B, cancellation), DivisionRule.None);
    }

    private StepLosses WarmUp(Twin twin, CancellationToken cancellation)
    {
        var losses = new List<StepLosses>();
        foreach (var batch in _inputs.Warmup(twin, State.Epoch))
        {
            cancellation.ThrowIfCancellationRequested();
            losses.Add(_step.WarmUp(twin, batch));
            _clock.Advance(_work.WarmupStep);
        }

        return StepLosses.Mean(losses);
    }

    private EpochOutcome CoTrain(CancellationToken cancellation)
    {
        // Each network is trained on the division made by the other, so that they do not confirm their own errors.
        var (divisionA, divisionB) = (DivideFor(Networks.A), DivideFor(Networks.B));
        State.LabelledShare = (divisionA.Labelled.Length + divisionB.Labelled.Length)
            / (double)(_context.Roles.LearnedBy(Networks.A).Length + _context.Roles.LearnedBy(Networks.B).Length);
        var planned = _inputs.Steps(divisionA) * _work.CoTrainingStep + _inputs.Steps(divisionB) * _work.CoTrainingStep;
        _clock.BeginEpoch(State.Epoch, planned + 2 * _work.Evaluation, State.LabelledShare);

        var evaluated = State.Judgements.Combine();
        var a = CoTrain(Networks.A, divisionA, evaluated, cancellation);
        var b = CoTrain(Networks.B, divisionB, evaluated, cancellation);
        return new(a, b, divisionA.Rule);
    }

    private StepLosses CoTrain(Twin twin, Division division, FloatMatrix evaluated, CancellationToken cancellation)
    {
        var losses = new List<StepLosses>();
        foreach (var batch in _inputs.CoTraining(twin, division, State.Epoch, State.VaePosition[twin.Index]))
        {
            cancellation.ThrowIfCancellationRequested();
            losses.Add(_step.CoTrain(twin, batch, evaluated));
            _clock.Advance(_work.CoTrainingStep);
        }

        State.VaePosition[twin.Index] += (long)_inputs.Steps(division) * _inputs.VaeRows(twin);
        return StepLosses.Mean(losses);
    }

    private Division DivideFor(Twin twin)
    {
        var rows = _context.Roles.LearnedBy(twin);
        var losses = State.Judgements.MeanLosses(Networks.PeerOf(twin), rows);
        var given = Array.ConvertAll(rows, row => _context.Data.Given[row]);
        return CoDivide.Divide(rows, losses, given, Options.CleanThreshold);
    }

    // Each network looks at the images that it judges, as they are.
    private void Judge(CancellationToken cancellation)
    {
        if (Networks.Both.FirstOrDefault(twin => !twin.IsFinite()) is { } broken)
        {
            throw TrainingStopped.ByWeights(broken, State.Epoch, _context.HasCheckpoint);
        }

        if (!_work.IsEvaluated(State.Epoch))
        {
            return;
        }

        foreach (var twin in Networks.Both)
        {
            var judged = _context.Roles.JudgedBy(twin);
            var probabilities = _evaluation.PredictProbabilities(twin, judged, State.Epoch, cancellation);
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
