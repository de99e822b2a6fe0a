using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Assistance.Spreading;

/// <summary>
/// Lets labels that the others contradict teach less. Among a few labels one that is wrong counts for much; how far it
/// is doubted follows from how well the labels predict each other at all.
/// </summary>
internal sealed class LabelDoubt
{
    /// <summary>The factor that fits spread labels well where there are enough labels to tell.</summary>
    private const double UsualFactor = 8;

    /// <summary>The most that a doubted label loses: it may stand for a kind of images of its own.</summary>
    private const float MaxLost = 0.5f;

    private const float Nothing = 1e-12f;

    private readonly InfluenceFlow _flow;
    private readonly LabelledRows _labelled;
    private readonly NoiseModel _model;

    public LabelDoubt(InfluenceFlow flow, LabelledRows labelled)
    {
        (_flow, _labelled) = (flow, labelled);
        var scores = new FloatMatrix(labelled.Count, labelled.Classes);
        for (var i = 0; i < labelled.Count; i++)
        {
            Predict(i, labelled.Weight, scores.Row(i));
        }

        var judges = labelled.Judges(int.MaxValue);
        _model = NoiseModel.Fit(scores, labelled, judges, logPrior: null, UsualFactor);
    }

    /// <summary>[n] weights with the doubts that the labels with a weight above 0 give rise to.</summary>
    public float[] Apply(float[] weights)
    {
        var result = new float[weights.Length];
        var (scores, logQ) = (new float[_labelled.Classes], new float[_labelled.Classes]);
        for (var i = 0; i < weights.Length; i++)
        {
            result[i] = weights[i];
            if (weights[i] > 0 && !_labelled.Trusted[i])
            {
                Predict(i, weights, scores);
                _model.LogProbabilities(scores, logPrior: null, logQ);
                var right = _model.Right(Math.Exp(logQ[_labelled.Given[i]]), _labelled.Classes);
                result[i] *= 1 - MaxLost * (float)(1 - right);
            }
        }

        return result;
    }

    // log( Σ_{j ≠ i, y_j = k} w_j G_ij / Σ_{j ≠ i, y_j = k} w_j Σ_r G_rj )
    private void Predict(int label, float[] weights, Span<float> scores)
    {
        var (reached, mass) = (new double[_labelled.Classes], new double[_labelled.Classes]);
        for (var j = 0; j < weights.Length; j++)
        {
            if (j != label && weights[j] > 0)
            {
                reached[_labelled.Given[j]] += weights[j] * _flow.Between(label, j);
                mass[_labelled.Given[j]] += weights[j] * _flow.Mass[j];
            }
        }

        for (var k = 0; k < scores.Length; k++)
        {
            scores[k] = mass[k] > 0 ? MathF.Log(MathF.Max((float)(reached[k] / mass[k]), Nothing)) : MathF.Log(Nothing);
        }
    }
}
