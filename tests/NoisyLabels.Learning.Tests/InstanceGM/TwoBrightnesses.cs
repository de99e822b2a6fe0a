using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.InstanceGM;

/// <summary>Images of 8 × 8 pixels that are light at the top or at the bottom, some with the wrong label.</summary>
internal static class TwoBrightnesses
{
    /// <summary>Small enough to train in a second or two.</summary>
    public static InstanceGmOptions TinyOptions { get; } = new()
    {
        ImageSize = 8,
        ClassifierWidth = 4,
        VaeWidth = 2,
        Latents = 3,
        Epochs = 10,
        WarmupEpochs = 7,
        RampEpochs = 2,
        BatchSize = 8,
        WarmupBatchSize = 8,
        VaeBatchSize = 8,
        LearningRate = 0.05,
        LearningRateDropEpoch = 9,
    };

    /// <summary>One of eight, as many in either class.</summary>
    public static bool IsWrong(int image) => image % 16 is 3 or 8;

    public static TrainingSet Make(int count)
    {
        var random = new Random(5);
        var given = new int[count];
        var images = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            var truth = i % 2;
            given[i] = IsWrong(i) ? 1 - truth : truth;
            images[i] = new byte[64];
            for (var p = 0; p < 64; p++)
            {
                var light = p / 8 < 4 == (truth == 0);
                images[i][p] = (byte)((light ? 170 : 60) + random.Next(-40, 40));
            }
        }

        return new(new ByteImages(images, new(1, 8, 8)), given, 2);
    }

    public static TrainingSet AsFeatures(int count)
    {
        var images = Make(count);
        var features = new FloatMatrix(count, 64);
        for (var i = 0; i < count; i++)
        {
            images.Inputs.Write(i, features.Row(i));
        }

        return images with { Inputs = FrozenFeatures.Of(features) };
    }
}
