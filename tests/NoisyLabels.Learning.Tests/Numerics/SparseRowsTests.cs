using CsCheck;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Numerics;

public sealed class SparseRowsTests
{
    private static readonly Gen<(float[] Offered, int Capacity)> Offers =
        from offered in Gen.Float[-1, 1].Array[0, 40] from capacity in Gen.Int[1, 10] select (offered, capacity);

    [Fact]
    public void The_greatest_positive_values_stay() =>
        Offers.Sample(offers =>
        {
            var rows = Offered(offers.Offered, offers.Capacity);

            Assert.Equal(
                offers.Offered.Where(v => v > 0).OrderDescending().Take(offers.Capacity),
                rows.ValuesOf(0).ToArray().OrderDescending());
        });

    [Fact]
    public void Values_stay_with_their_columns() =>
        Offers.Sample(offers =>
        {
            var rows = Offered(offers.Offered, offers.Capacity);

            Assert.Equal(rows.ColumnsOf(0).ToArray().Select(c => offers.Offered[c]), rows.ValuesOf(0).ToArray());
        });

    [Fact]
    public void Normalised_rows_add_up_to_one_where_there_is_anything()
    {
        var rows = new SparseRows(3, 2);
        rows.Offer(0, 4, 3);
        rows.Offer(0, 5, 1);
        rows.Offer(2, 0, 7);

        rows.Normalize();

        Assert.Equal([0.75f, 0.25f], rows.ValuesOf(0).ToArray());
        Assert.Equal([4, 5], rows.ColumnsOf(0).ToArray());
        Assert.Empty(rows.ValuesOf(1).ToArray());
        Assert.Equal([1f], rows.ValuesOf(2).ToArray());
    }

    [Fact]
    public void What_is_no_positive_number_is_not_kept()
    {
        var rows = new SparseRows(1, 4);
        rows.Offer(0, 0, 0);
        rows.Offer(0, 1, -1);
        rows.Offer(0, 2, float.NaN);

        Assert.Empty(rows.ColumnsOf(0).ToArray());
    }

    [Fact]
    public void Rows_do_not_touch_each_other()
    {
        var rows = new SparseRows(2, 1);
        rows.Offer(0, 3, 0.5f);
        rows.Offer(1, 6, 0.25f);
        rows.Offer(1, 7, 0.75f);

        Assert.Equal([3], rows.ColumnsOf(0).ToArray());
        Assert.Equal([7], rows.ColumnsOf(1).ToArray());
    }

    private static SparseRows Offered(float[] values, int capacity)
    {
        var rows = new SparseRows(1, capacity);
        for (var column = 0; column < values.Length; column++)
        {
            rows.Offer(0, column, values[column]);
        }

        return rows;
    }
}
