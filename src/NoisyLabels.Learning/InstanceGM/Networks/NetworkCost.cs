namespace NoisyLabels.Learning.InstanceGM.Networks;

/// <summary>
/// Multiplications of one forward pass, parameters, and values kept for the backward pass, from the layers' sizes.
/// </summary>
internal static class NetworkCost
{
    private const int Kernel = 9;

    // Σ over convolutions: in · out · 9 · H' · W'
    public static double ClassifierOperations(NetworkPlan plan)
    {
        var (shape, width) = (plan.Shape, (double)plan.ClassifierWidth);
        if (!shape.IsImage)
        {
            return 8 * width * (shape.Values + plan.Classes);
        }

        var pixels = (double)shape.Height * shape.Width;
        var operations = Kernel * shape.Channels * width * pixels + 4 * Kernel * width * width * pixels;
        for (var stage = 1; stage <= 3; stage++)
        {
            var planes = width * (1 << stage);
            pixels = Math.Ceiling(pixels / 4);
            operations += (3.5 * Kernel + 0.5) * planes * planes * pixels;
        }

        return operations + 8 * width * plan.Classes;
    }

    public static double VaeOperations(NetworkPlan plan)
    {
        var (shape, width) = (plan.Shape, (double)plan.VaeWidth);
        if (!shape.IsImage)
        {
            return 8 * width * (3 * (shape.Values + plan.Classes) + 4 * plan.Latents);
        }

        var pixels = (double)shape.Height * shape.Width;
        var features = ImageTrunk.Features(shape, plan.VaeWidth);

        // The second to fourth halving: planes double, pixels fall to a quarter; the decoder goes the same way back.
        var inner = width * width * (2.0 / 16 + 8.0 / 64 + 32.0 / 256);
        var trunk = plan.Classes * pixels + shape.Channels * shape.Channels * pixels
            + Kernel * pixels * ((shape.Channels + 1) * width / 4 + inner);
        var decoder = (plan.Latents + plan.Classes) * (double)features
            + Kernel * pixels * (inner + width * width / 4 + width * shape.Channels);
        return 2 * trunk + decoder + (double)features * (2 * plan.Latents + plan.Classes);
    }

    // Fifteen values a pixel and channel of each stage: two blocks with two normalisations, ReLUs and convolutions each,
    // and for gradients, the libraries' workspace and what the heap keeps, one and a half times as many again (measured:
    // 2.1 to 3.1 times as many in all)
    public static double ClassifierValues(NetworkPlan plan)
    {
        var (shape, width) = (plan.Shape, (double)plan.ClassifierWidth);
        return shape.IsImage
            ? 2.5 * (3 + 2 * 6) * width * shape.Height * shape.Width * (1 + 0.5 + 0.25 + 0.125)
            : shape.Values + 4 * 8 * width;
    }

    public static double ClassifierParameters(NetworkPlan plan)
    {
        var (shape, width) = (plan.Shape, (double)plan.ClassifierWidth);
        return shape.IsImage
            ? Kernel * width * (shape.Channels + 4 * width + 3.56 * width * (4 + 16 + 64)) + 8 * width * plan.Classes
            : 8 * width * (shape.Values + plan.Classes);
    }

    public static double VaeParameters(NetworkPlan plan)
    {
        var (shape, width) = (plan.Shape, (double)plan.VaeWidth);
        if (!shape.IsImage)
        {
            return VaeOperations(plan);
        }

        var features = (double)ImageTrunk.Features(shape, plan.VaeWidth);
        var convolutions = Kernel * width * ((shape.Channels + 1) + (2 + 8 + 32) * width);
        var embedded = 2.0 * plan.Classes * shape.Height * shape.Width;
        return 3 * convolutions + features * (3 * plan.Latents + 2 * plan.Classes) + embedded;
    }
}
