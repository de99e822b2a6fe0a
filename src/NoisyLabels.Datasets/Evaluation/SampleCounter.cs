namespace NoisyLabels.Datasets.Evaluation;

/// <summary>Counts a sample of the images, drawn one by one with repetition, and computes all its figures.</summary>
internal sealed class SampleCounter
{
    private readonly QualityGroups _groups;
    private readonly SampleVerdict[] _verdicts;
    private readonly int _bins;

    public SampleCounter(EvaluationInput input, int bins)
    {
        _bins = bins;
        _groups = new(input.LabelQuality);
        _verdicts = new SampleVerdict[input.TrueLabel.Length];
        for (var i = 0; i < _verdicts.Length; i++)
        {
            var (wrong, truth) = (input.GivenLabel[i] != input.TrueLabel[i], input.TrueLabel[i]);
            var error = input.LabelQuality[i] - (wrong ? 0 : 1);
            _verdicts[i] = new(
                _groups.GroupOf[i],
                error * error,
                wrong,
                input.IsLabelIssue[i],
                wrong && input.SuggestedLabel[i] == truth,
                input.Corrected(i) == truth);
        }
    }

    public int Images => _verdicts.Length;

    /// <summary>Figures of the images as they are.</summary>
    public Measures MeasureAll() => Measure(position => position);

    /// <summary>Figures of as many images as there are, drawn with repetition.</summary>
    public Measures MeasureResample(Random random) => Measure(_ => random.Next(_verdicts.Length));

    private Measures Measure(Func<int, int> draw)
    {
        _groups.Clear();
        var (wrong, flagged, both, suggestions, right) = (0, 0, 0, 0, 0);
        var squares = 0.0;
        for (var i = 0; i < _verdicts.Length; i++)
        {
            ref readonly var verdict = ref _verdicts[draw(i)];
            _groups.Add(verdict.Group, verdict.Wrong);
            wrong += verdict.Wrong ? 1 : 0;
            flagged += verdict.Flagged ? 1 : 0;
            both += verdict.Wrong & verdict.Flagged ? 1 : 0;
            suggestions += verdict.SuggestionRight ? 1 : 0;
            right += verdict.RightAfter ? 1 : 0;
            squares += verdict.SquaredError;
        }

        double images = _verdicts.Length;
        return new(
            _groups.Measure(_verdicts.Length, wrong, _bins),
            Precision: flagged > 0 ? both / (double)flagged : double.NaN,
            Recall: wrong > 0 ? both / (double)wrong : double.NaN,
            F1: wrong > 0 ? 2.0 * both / (flagged + wrong) : double.NaN,
            AccuracyBefore: (images - wrong) / images,
            AccuracyAfter: right / images,
            SuggestionAccuracy: wrong > 0 ? suggestions / (double)wrong : double.NaN,
            Brier: squares / images);
    }

    private readonly record struct SampleVerdict(
        int Group, double SquaredError, bool Wrong, bool Flagged, bool SuggestionRight, bool RightAfter);
}
