namespace NoisyLabels.Datasets.Corrections.Exporting;

/// <summary>
/// The columns of a table of labels: those that Hugging Face's imagefolder reads, and where each label came from.
/// </summary>
internal sealed record LabelColumn(string Name, Func<CorrectedLabel, string?> Value)
{
    /// <summary>The split is there where the dataset has splits.</summary>
    public static IReadOnlyList<LabelColumn> Of(CorrectedLabels labels)
    {
        List<LabelColumn> columns =
        [
            new("file_name", label => label.Item.FileName),
            new("label", label => label.Label),
            new("given_label", label => label.GivenLabel),
        ];
        if (labels.Items.Any(label => label.Item.Split is not null))
        {
            columns.Add(new("split", label => label.Item.Split));
        }

        return columns;
    }
}
