namespace NoisyLabels.Learning.ConfidentLearning;

/// <summary>Looks at the probabilities of one row; may be called from several threads at once, once for each
/// row.</summary>
internal delegate void RowVisitor(int row, ReadOnlySpan<double> probabilities);
