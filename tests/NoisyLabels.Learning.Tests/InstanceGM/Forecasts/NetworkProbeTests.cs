using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Forecasts;
using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;

namespace NoisyLabels.Learning.Tests.InstanceGM.Forecasts;

public sealed class NetworkProbeTests
{
    private static readonly NetworkPlan Plan = new(new(3, 8, 8), Classes: 2, ClassifierWidth: 2, Latents: 4, VaeWidth: 2);
    private static readonly InstanceGmOptions Options = InstanceGmOptions.Light with { BatchSize = 16, VaeBatchSize = 16 };

    public NetworkProbeTests() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void Calls_are_told_in_passes_and_a_pass_in_seconds()
    {
        // Of looking, learning and generating: what 8 images take, and what 32 take.
        var clock = new ScriptedClock(0.010, 0.022, 0.030, 0.078, 0.005, 0.005);

        var probe = NetworkProbe.Measure(Plan, Options, clock);

        Assert.Equal(0.0005, probe.SecondsOfPass, 1e-9);
        Assert.Equal(0.006 + (32 * 0.0005), 0.0005 * probe.Costs.Look.Of(32), 1e-9);
        Assert.Equal(0.014 + (32 * 0.0020), 0.0005 * probe.Costs.Learning.Of(32), 1e-9);
        Assert.Equal(0.005, 0.0005 * probe.Costs.Generating.Of(1000), 1e-9);
        Assert.Equal(0, probe.Costs.Generating.Image);
    }

    [Fact]
    public void Without_the_bound_there_is_nothing_to_generate()
    {
        var probe = NetworkProbe.Measure(Plan, Options with { WithoutVae = true }, new ScriptedClock(0.01, 0.02, 0.03, 0.08));

        Assert.Equal(default, probe.Costs.Generating);
    }

    [Fact]
    public void A_call_that_takes_as_long_with_few_images_as_with_many_is_shared_among_the_largest_batch()
    {
        var probe = NetworkProbe.Measure(Plan, Options, new ScriptedClock(0.016, 0.016, 0.032, 0.032, 0.016, 0.016));

        Assert.Equal(0.016, probe.SecondsOfPass * 32, 1e-9);
        Assert.Equal(0.032, probe.SecondsOfPass * probe.Costs.Learning.Of(32), 1e-9);
    }

    [Fact]
    public void A_clock_that_stands_still_leaves_what_the_layers_count() => Assert.Equal(
        PassCosts.Count(Plan),
        NetworkProbe.Measure(Plan, Options, new ScriptedClock(0, 0, 0, 0, 0, 0)).Costs);

    /// <summary>
    /// Of three measurements, each between two looks at the clock, the middle one takes the next time of the script and the
    /// others twice as long.
    /// </summary>
    private sealed class ScriptedClock(params double[] seconds) : TimeProvider
    {
        private int _looks;
        private double _now;

        public override long TimestampFrequency => 1_000_000_000;

        public override long GetTimestamp()
        {
            if (_looks++ % 2 == 1)
            {
                var (script, which) = Math.DivRem((_looks / 2) - 1, 3);
                _now += seconds[script] * (which == 1 ? 1 : 2);
            }

            return (long)Math.Round(_now * TimestampFrequency);
        }
    }
}
