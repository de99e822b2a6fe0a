using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.InstanceGM.Inputs;

public sealed class TrainingInputsTests
{
    [Fact]
    public void An_image_as_it_is_has_its_bytes_over_255()
    {
        var written = new float[64];
        OneImage().Write(0, written);

        Assert.Equal(Enumerable.Range(0, 64).Select(i => i / 255f), written);
    }

    [Fact]
    public void Views_are_the_image_moved_by_at_most_the_border_and_perhaps_flipped()
    {
        var image = OneImage();
        var seen = new HashSet<(int, int, bool)>();
        for (ulong seed = 0; seed < 300; seed++)
        {
            var view = new float[64];
            image.WriteView(0, new Dice(seed), view);
            seen.Add(Assert.Single(Moves(), move => view.SequenceEqual(Moved(move.Left, move.Top, move.Flipped))));
        }

        Assert.Equal(18, seen.Count);

        static IEnumerable<(int Left, int Top, bool Flipped)> Moves() =>
            from left in Enumerable.Range(-1, 3)
            from top in Enumerable.Range(-1, 3)
            from flipped in new[] { false, true }
            select (left, top, flipped);

        static float[] Moved(int left, int top, bool flipped) =>
        [
            .. from y in Enumerable.Range(0, 8)
               from x in Enumerable.Range(0, 8)
               let column = (flipped ? 7 - x : x) + left
               let row = y + top
               select row is >= 0 and < 8 && column is >= 0 and < 8 ? (row * 8 + column) / 255f : 0,
        ];
    }

    [Fact]
    public void Features_are_scaled_to_the_unit_interval_and_their_views_hide_some_values()
    {
        var random = new Random(1);
        var features = new FloatMatrix(50, 40);
        for (var i = 0; i < features.Values.Length; i++)
        {
            features.Values[i] = 100 * random.NextSingle() - 30;
        }

        var inputs = FrozenFeatures.Of(features);
        var (plain, view) = (new float[40], new float[40]);
        inputs.Write(3, plain);
        inputs.WriteView(3, new Dice(1), view);

        Assert.All(plain, v => Assert.InRange(v, 0, 1));
        Assert.InRange(plain.Max() - plain.Min(), 0.5, 1);
        Assert.InRange(plain.Zip(view).Count(p => p.First != p.Second), 1, 15);
    }

    [Fact]
    public void A_constant_feature_is_no_division_by_zero()
    {
        var inputs = FrozenFeatures.Of(new FloatMatrix(3, 1, [7, 7, 7]));
        var written = new float[1];
        inputs.Write(1, written);

        Assert.Equal([0f], written);
    }

    [Fact]
    public void Images_smaller_than_the_networks_stride_are_refused() =>
        Assert.Throws<ArgumentException>(() => new ByteImages([new byte[49]], new(1, 7, 7)));

    [Fact]
    public void A_fingerprint_changes_with_a_pixel_a_label_and_the_number_of_classes()
    {
        var set = new TrainingSet(OneImage(), [1], 3);
        var pixels = Enumerable.Range(0, 64).Select(i => (byte)i).ToArray();
        pixels[63]++;

        string[] all =
        [
            set.Fingerprint(),
            (set with { Given = [0] }).Fingerprint(),
            (set with { Classes = 4 }).Fingerprint(),
            (set with { Inputs = new ByteImages([pixels], new(1, 8, 8)) }).Fingerprint(),
        ];

        Assert.Equal(4, all.Distinct().Count());
        Assert.Equal(set.Fingerprint(), new TrainingSet(OneImage(), [1], 3).Fingerprint());
    }

    [Fact]
    public void Fresh_views_differ_by_step_and_frozen_ones_never()
    {
        var streams = new RandomStreams(4);
        var (fresh, frozen) = (new ViewMaker(OneImage(), streams, frozen: false), new ViewMaker(OneImage(), streams, frozen: true));

        Assert.True(Enumerable.Range(0, 10).Select(step => string.Join(',', fresh.Views([0], 1, step))).Distinct().Count() > 1);
        Assert.Single(Enumerable.Range(0, 10).Select(step => string.Join(',', frozen.Views([0], 1, step))).Distinct());
        Assert.Equal(fresh.Views([0], 1, 5), fresh.Views([0], 1, 5));
    }

    private static ByteImages OneImage() => new([[.. Enumerable.Range(0, 64).Select(i => (byte)i)]], new(1, 8, 8));
}
