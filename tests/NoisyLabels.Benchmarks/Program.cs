using NoisyLabels.Benchmarks;
using NoisyLabels.Benchmarks.Features;

return Benchmark.Run(
    args,
    [
        new(
            "features",
            "speed and memory of making features: [--images 10000] [--size 128] [--threads N] [--backbone NAME]",
            FeatureBenchmark.Run),
    ]);
