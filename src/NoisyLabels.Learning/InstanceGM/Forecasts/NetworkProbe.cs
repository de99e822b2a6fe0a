using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Forecasts;

/// <summary>
/// Times calls of networks that are thrown away afterwards: how much dearer learning is than looking, and the VAE than
/// the classifier, depends on widths, libraries and machines more than on multiplications.
/// </summary>
/// <param name="Costs">In passes.</param>
/// <param name="SecondsOfPass">Time of a pass, on this machine as busy as it is now.</param>
internal sealed record NetworkProbe(PassCosts Costs, double SecondsOfPass)
{
    private const int FewImages = 8;
    private const int MinMany = 32;
    private const int TimedCalls = 3;

    /// <summary>A call this long shows what an image costs; a whole batch of a wide network would take too long.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(0.2);

    public static NetworkProbe Measure(NetworkPlan plan, InstanceGmOptions options, TimeProvider time)
    {
        using var heap = NativeHeap.Keep(); // as in a training
        using var twin = new Twin(0, plan, options, new RandomStreams(options.Seed), ComputeDevice.Best);
        var most = 2 * options.Views * options.BatchSize;
        var look = MeasureCalls(Look, most, time);
        var learning = MeasureCalls(Learn, most, time);
        var generating = options.WithoutVae ? default : MeasureCalls(Generate, options.VaeBatchSize, time);
        var unit = look.Image > 0 ? look.Image : look.Of(most) / most;
        return unit > 0
            ? new(new(look.In(unit), learning.In(unit), generating.In(unit)), unit)
            : new(PassCosts.Count(plan), 0); // a clock that stands still

        void Look(int rows)
        {
            using var frozen = no_grad();
            twin.Classifier.eval();
            twin.Classifier.call(Inputs(rows)).sum().item<float>(); // a GPU has done the work only now
            twin.Classifier.train();
        }

        void Learn(int rows) => Update(twin.Classifier.call(Inputs(rows)).sum(), twin.ClassifierOptimizer);

        void Generate(int rows)
        {
            var y = zeros(rows, plan.Classes, device: ComputeDevice.Best);
            var noise = zeros(rows, plan.Latents, device: ComputeDevice.Best);
            var output = twin.Vae.Run(Inputs(rows), y, noise);
            Update(output.XHat.sum() + output.NoisyLogits.sum() + output.Mu.sum() + output.LogVar.sum(), twin.VaeOptimizer);
        }

        Tensor Inputs(int rows) => full(plan.Shape.Batch(rows), 0.5f, device: ComputeDevice.Best);
    }

    private static void Update(Tensor loss, optim.Optimizer optimizer)
    {
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        loss.item<float>();
    }

    private static CallCost MeasureCalls(Action<int> call, int most, TimeProvider time)
    {
        var few = Seconds(FewImages);
        var affordable = few > 0 ? (int)Math.Min(most, FewImages * LongEnough.TotalSeconds / few) : most;
        var many = Math.Max(MinMany, affordable);
        return CallCost.Through((FewImages, few), (many, Seconds(many)));

        // The first call makes the library's workspace; of the next the fastest is the one that nothing else disturbed.
        double Seconds(int rows)
        {
            Run();
            return Enumerable.Range(0, TimedCalls).Min(_ =>
            {
                var started = time.GetTimestamp();
                Run();
                return time.GetElapsedTime(started).TotalSeconds;
            });

            void Run()
            {
                using var scope = NewDisposeScope();
                call(rows);
            }
        }
    }
}
