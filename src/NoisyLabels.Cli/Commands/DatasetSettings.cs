using System.CommandLine;
using NoisyLabels.Datasets.Reading;

namespace NoisyLabels.Cli.Commands;

/// <summary>The options of verbs that read a dataset.</summary>
internal sealed class DatasetSettings
{
    /// <summary>What every such verb takes.</summary>
    public const string Forms =
        "A folder of CLASS/image files, also below train/ val/ test/; a Hugging Face imagefolder with metadata.csv, .jsonl "
        + "or .parquet; a FiftyOne folder with labels.json; or a file that names images and labels: CSV, JSON Lines or "
        + "Parquet with file_name and label (numbers get the names of a classes.txt beside it), labels.json, or an export "
        + "of Label Studio (JSON, JSON_MIN or CSV). The content says which it is.";

    private readonly Option<string?> _labelColumn = new("--label-column")
    {
        Description = "Column of the file that holds the given labels, or control of an export of Label Studio; the "
            + "default is recognised by its name.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _images = new("--images")
    {
        Description = "Of a file that names images: the folder that its paths are relative to; else its own.",
        HelpName = "DIR",
    };

    public IReadOnlyList<Option> All => [_labelColumn, _images];

    public DatasetOptions Options(ParseResult parse) => new()
    {
        LabelColumn = parse.GetValue(_labelColumn),
        Images = parse.GetValue(_images),
    };
}
