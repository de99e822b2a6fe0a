namespace NoisyLabels.Learning.Backbones;

/// <summary>
/// The backbone that needs nothing: the ImageNet ResNet-18 (MIT licence) that comes with the NuGet package
/// Microsoft.ML.DnnImageFeaturizer.ResNet18. Its graph has two blocks a stage and three in the last one.
/// </summary>
/// <remarks>
/// Input and pre-processing are those of the package: planes in the order B, G, R, bytes minus the mean of ImageNet.
/// The file declares one image of 224 × 224 pixels, though its weights hold for any; <see cref="DynamicShape"/> frees
/// it, once, in the cache folder. The strided 3 × 3 convolutions pad only above and left and their 1 × 1 shortcuts not
/// at all, so both agree only where the side is a multiple of 32.
/// </remarks>
internal static class ResNet18Package
{
    public const string Name = "resnet18";

    /// <summary>SHA-256 of the package's file, version 0.23.1.</summary>
    public const string PackagedSha256 = "e2552f19db2dfdb01b3669537b6a0f1b44da38d18279535492ed5dfc2ef1ff8f";

    /// <summary>
    /// Goes up when what is done to the packaged file changes: the copy in the cache folder is made anew.
    /// </summary>
    private const int RewriteVersion = 1;

    public const string License = "MIT";

    public const int Size = 224;

    private static readonly BackboneOutput LastStage = new("Pooling395_Output_0", 512);

    private static readonly BackboneInput Input = new()
    {
        Name = "Input247",
        Layout = PixelLayout.Nchw,
        Color = ColorOrder.Bgr,
        Size = Size,
        DynamicSize = true,
        Mean = [103.06, 115.90, 123.15],
        Std = [1, 1, 1],
        Scale = PixelScale.ZeroTo255,
    };

    /// <summary>What <see cref="ResidualStages"/> finds in the packaged file; a test holds the two together.</summary>
    public static IReadOnlyList<StageOutput> Stages { get; } =
    [
        new("ReLU301_Output_0", 128),
        new("ReLU315_Output_0", 128),
        new("ReLU333_Output_0", 256),
        new("ReLU347_Output_0", 256),
        new("ReLU365_Output_0", 512),
        new("ReLU379_Output_0", 512),
    ];

    public static int Dimension => LastStage.Dimension;

    /// <summary>Where the package's build copies the file: beside the program, also when it is published.</summary>
    public static string PackagedPath =>
        Path.Combine(AppContext.BaseDirectory, "DnnImageModels", "ResNet18Onnx", "ResNet18.onnx");

    /// <param name="packagedPath">The package's file.</param>
    /// <param name="cacheFolder">Where the rewritten copy is kept.</param>
    /// <param name="stages">
    /// Tensors inside the graph ([n, channels, h, w]) whose means over the picture become further features, before
    /// those of the last stage; see <see cref="Stages"/>.
    /// </param>
    /// <exception cref="UserErrorException">
    /// The packaged file is missing or damaged, or no copy can be written.
    /// </exception>
    public static Backbone Resolve(string packagedPath, string cacheFolder, params IReadOnlyList<StageOutput> stages)
    {
        var folder = Path.Combine(cacheFolder, "backbones");
        var file = $"{Name}-{PackagedSha256[..12]}-v{RewriteVersion}-{stages.Count}-stages.onnx";
        return new Backbone
        {
            Name = Name,
            ModelPath = DynamicShape.EnsureCopy(packagedPath, PackagedSha256, folder, file, stages),
            Sha256 = PackagedSha256,
            License = License,
            Input = Input,
            Outputs = [.. stages.Select(s => s.Output), LastStage],
        };
    }
}
