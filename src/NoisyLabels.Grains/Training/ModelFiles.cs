using System.Globalization;
using System.Text.Json;
using NoisyLabels.Common.Files;
using NoisyLabels.Learning.Assistance;

namespace NoisyLabels.Grains.Training;

/// <summary>The classifiers of one attempt on disk: a file each, and a list that is written last.</summary>
internal static class ModelFiles
{
    private const string List = "models.json";

    public static void Write(string folder, IReadOnlyList<ControlResult> results)
    {
        Directory.CreateDirectory(folder);
        var models = new List<Model>();
        foreach (var (c, result) in results.Index().Where(item => item.Item.HasModel))
        {
            string[] files =
            [
                .. result.Classifiers.Select((_, k) => string.Create(CultureInfo.InvariantCulture, $"model-{c}-{k}.bin")),
            ];
            foreach (var (k, classifier) in result.Classifiers.Index())
            {
                classifier.Save(Path.Combine(folder, files[k]));
            }

            models.Add(new Model(result.Control, result.HeldOut is null, files));
        }

        AtomicFile.Write(Path.Combine(folder, List), JsonSerializer.SerializeToUtf8Bytes(models));
    }

    /// <exception cref="UserErrorException">A file is missing or broken; the message says which.</exception>
    public static IReadOnlyList<ControlModel> Read(string folder)
    {
        try
        {
            return
            [
                .. JsonSerializer.Deserialize<List<Model>>(File.ReadAllBytes(Path.Combine(folder, List)))!
                    .Select(model => new ControlModel(
                        model.Control,
                        model.IsMultiple,
                        [.. model.Files.Select(file => Classifier.Load(Path.Combine(folder, file)))])),
            ];
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"The model in {folder} cannot be read ({e.GetType().Name}). Train again to make a new one.", e);
        }
    }

    /// <summary>To a folder that has nothing yet.</summary>
    /// <exception cref="UserErrorException">A file is missing, or the disk is full.</exception>
    public static void Copy(string from, string to)
    {
        try
        {
            Directory.CreateDirectory(to);
            foreach (var file in Directory.EnumerateFiles(from, "*.bin").Append(Path.Combine(from, List)))
            {
                File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"The model in {from} cannot be copied to {to} ({e.GetType().Name}).", e);
        }
    }

    private sealed record Model(string Control, bool IsMultiple, IReadOnlyList<string> Files);
}
