using NoisyLabels.Benchmarks;
using NoisyLabels.Benchmarks.Features;

return Benchmark.Run(
    args,
    [
        new("features", "images per second and memory of making features: [--images 10000] [--size 128] [--threads N] [--backbone NAME]", FeatureBenchmark.Run),
    ]);
