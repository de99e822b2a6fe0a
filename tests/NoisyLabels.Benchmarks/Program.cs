using NoisyLabels.Benchmarks;
using NoisyLabels.Benchmarks.Assistance;
using NoisyLabels.Benchmarks.Experiments;
using NoisyLabels.Benchmarks.Features;
using NoisyLabels.Benchmarks.PyTorch;
using NoisyLabels.Benchmarks.Quality;
using NoisyLabels.Benchmarks.RoundTrip;
using NoisyLabels.Benchmarks.Scale;
using NoisyLabels.Benchmarks.Server;
using NoisyLabels.Benchmarks.Training;

return Benchmark.Run(
    args,
    [
        new(
            "assistance",
            "learning curves from few, partly wrong labels on ../shared/data: [--sets cats-dogs,cifar10n] [--draws N] [--labels N,N] [--backbone NAME]",
            AssistanceBenchmark.Run),
        new(
            "experiments",
            "InstanceGM against cross-entropy, its predecessor and itself without parts: [--only X2,X3,X4,X5] [--scale features|small|full] [--seeds 3] [--threads 1] [--out FILE]",
            ExperimentsBenchmark.Run),
        new(
            "features",
            "speed and memory of making features: [--images 10000] [--size 128] [--threads N] [--backbone NAME]",
            FeatureBenchmark.Run),
        new(
            "label-studio",
            "import, train, corrections and apply with the real Label Studio of ../shared, and its own share: [--images 2000] [--rounds 2]",
            LabelStudioBenchmark.Run),
        new(
            "pytorch",
            "training steps a second beside Debian's PyTorch: [--widths 16,64] [--batch 128] [--steps 5] [--rounds 7] [--threads N] [--python FILE] [--out FILE]",
            PyTorchBenchmark.Run),
        new("quality", "how well wrong labels are found on ../shared/data: [--sets cifar10n,cats-dogs] [--methods NAME,NAME] [--backbone NAME] [--sizes PX,PX] [--seeds 3]", QualityBenchmark.Run),
        new(
            "scale",
            "time and memory of the default method on drawn features: [--rows 200000] [--classes 1000] [--dimension 512] [--seed 0]",
            ScaleBenchmark.Run),
        new(
            "server",
            "what Label Studio waits for while a training runs and while none does: [--projects 500] [--events 2000] [--tasks 1000] [--side 128]",
            ServerBenchmark.Run),
        new(
            "training",
            "speed of InstanceGM and what was forecast: [--preset light] [--images 500] [--epochs 3] [--width N] [--threads N]",
            TrainingBenchmark.Run),
    ]);
