using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Corrections.Applying;

/// <summary>Finds the image of each correction.</summary>
/// <param name="ByFile">File name of an image → its correction, where the labels agree.</param>
/// <param name="Listed">File names of all images that a correction names.</param>
/// <param name="Missing">Paths that no image has.</param>
/// <param name="Mismatched">Corrections that know their image by another label, or fit several images.</param>
internal sealed record CorrectionMatch(
    IReadOnlyDictionary<string, Correction> ByFile,
    IReadOnlySet<string> Listed,
    IReadOnlyList<string> Missing,
    IReadOnlyList<SkippedImage> Mismatched)
{
    /// <exception cref="UserErrorException">
    /// More than half of the corrections do not fit: they are of another dataset.
    /// </exception>
    public static CorrectionMatch Of(CorrectionSet corrections, ImageDataset dataset)
    {
        var byName = dataset.Items.ToDictionary(item => item.FileName, StringComparer.Ordinal);
        var byBareName = dataset.Items.ToLookup(item => BareName(item.FileName), StringComparer.Ordinal);
        var matched = new Dictionary<string, Correction>(StringComparer.Ordinal);
        var listed = new HashSet<string>(StringComparer.Ordinal);
        List<string> missing = [];
        List<SkippedImage> mismatched = [];
        foreach (var correction in corrections.Items)
        {
            var candidates = Candidates(correction);
            listed.UnionWith(candidates.Select(item => item.FileName));
            if (candidates.Length == 0)
            {
                missing.Add(correction.Path);
            }
            else if (ProblemOf(correction, candidates) is { } problem)
            {
                mismatched.Add(new SkippedImage(correction.Path, problem));
            }
            else
            {
                matched[candidates[0].FileName] = correction;
            }
        }

        Refuse(corrections, dataset, missing, mismatched);
        return new CorrectionMatch(matched, listed, missing, mismatched);

        DatasetItem[] Candidates(Correction correction)
        {
            if (byName.TryGetValue(correction.Path, out var exact))
            {
                return [exact];
            }

            // The predecessor wrote bare file names; the original label tells two of one name apart.
            var named = correction.Path.Contains('/') ? [] : byBareName[correction.Path].ToArray();
            DatasetItem[] inClass =
                [.. named.Where(item => dataset.Classes[item.GivenLabel] == correction.OriginalLabel)];
            return inClass.Length > 0 ? inClass : named;
        }

        string? ProblemOf(Correction correction, DatasetItem[] candidates) => candidates switch
        {
            [_, _, ..] => $"It fits {candidates.Length} images ({candidates[0].FileName}, {candidates[1].FileName}).",
            [var item] when dataset.Classes[item.GivenLabel] is var label && label != correction.OriginalLabel =>
                $"The corrections know it as \"{correction.OriginalLabel}\", but here it is \"{label}\".",
            _ => null,
        };
    }

    private static void Refuse(
        CorrectionSet corrections, ImageDataset dataset, List<string> missing, List<SkippedImage> mismatched)
    {
        if ((missing.Count + mismatched.Count) * 2L <= corrections.Items.Count)
        {
            return;
        }

        var example = missing.Count > 0
            ? $"\"{missing[0]}\" is not there"
            : $"{mismatched[0].FileName}: {mismatched[0].Reason.TrimEnd('.')}";
        throw new UserErrorException(
            $"These corrections seem to belong to another dataset: {missing.Count + mismatched.Count} of "
            + $"{corrections.Items.Count} do not fit the images of \"{dataset.Root}\" ({example}). "
            + "Name the dataset that they were made for.");
    }

    private static string BareName(string file) => file[(file.LastIndexOf('/') + 1)..];
}
