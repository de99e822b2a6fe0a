using NoisyLabels.Imaging;
using NoisyLabels.Imaging.Encoding;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Cli.Diagnosis;

/// <summary>
/// Runs every backbone on one small image, from the file to the features, which tries ONNX Runtime and the codec, too.
/// </summary>
internal static class BackboneChecks
{
    private const int Side = 64;

    public static IEnumerable<Finding> All()
    {
        var catalog = new BackboneCatalog(BackboneOptions.FromEnvironment());
        return catalog.List().Select(entry => Check(catalog, entry));
    }

    private static Finding Check(BackboneCatalog catalog, BackboneEntry entry)
    {
        var subject = $"backbone {entry.Name}";
        try
        {
            var backbone = catalog.Resolve(entry.Name);
            var features = Encode(backbone);
            return Finding.Ok(
                subject,
                $"runs, {features.Features.Columns:N0} features, {backbone.License ?? "licence not stated"}");
        }
        catch (UserErrorException exception)
        {
            return Problem(entry, subject, exception.Message);
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException)
        {
            return Problem(entry, subject, $"ONNX Runtime does not load: {exception.GetBaseException().Message}");
        }
    }

    /// <summary>Without the default nothing works; without another one, the rest does.</summary>
    private static Finding Problem(BackboneEntry entry, string subject, string detail) => entry.IsDefault
        ? Finding.Fail(subject, detail, "Build or install the program again.")
        : Finding.Warn(subject, detail, $"Repair it, or run 'noisylabels backbone remove {entry.Name}'.");

    private static FeatureSet Encode(Backbone backbone)
    {
        var folder = Directory.CreateTempSubdirectory("noisylabels-doctor-").FullName;
        try
        {
            var image = Path.Combine(folder, "image.jpg");
            File.WriteAllBytes(image, ImageEncoder.ToJpeg(new RgbImage(Side, Side, new byte[Side * Side * 3]), 90));
            var dataset = new ImageDataset(folder, ["class"], [new DatasetItem("image.jpg", image, null, 0)], []);
            return new FeatureExtractor().Extract(
                dataset,
                backbone,
                new FeatureOptions
                {
                    Sizes = [backbone.Input.Size],
                    Threads = 1,
                    CachePath = Path.Combine(folder, "cache"),
                });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
