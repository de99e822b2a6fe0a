using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Tests.Labeling;

public sealed class AnnotationReaderTests
{
    [Fact]
    public void A_skipped_annotation_gives_nothing_whatever_it_holds() =>
        Assert.Empty(Read(Samples.CatsAndDogs, Of(Region("cat")) with { WasCancelled = true }).Labels);

    [Fact]
    public void A_value_from_before_the_alias_is_understood() =>
        Assert.Equal(["c"], Read(Samples.Aliased, Of(Region("Cat"))).Labels.Single().Classes);

    [Theory]
    [InlineData("cat,dog", "2 choices are ticked")]
    [InlineData("zebra", "\"zebra\" is no choice of \"label\"")]
    [InlineData("cat,zebra", "\"zebra\" is no choice of \"label\"")]
    public void A_single_choice_that_is_none_gives_no_label_but_a_note(string choices, string note)
    {
        var reading = Read(Samples.CatsAndDogs, Of(Region(choices.Split(','))));
        Assert.Empty(reading.Labels);
        Assert.Contains(note, Assert.Single(reading.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_ticked_is_an_answer_to_a_multiple_choice_only()
    {
        var reading = Read(Samples.TwoControls, Of());
        Assert.Equal("quality", Assert.Single(reading.Labels).Control);
        Assert.Empty(reading.Labels[0].Classes);
    }

    [Fact]
    public void A_hidden_control_has_no_answer_and_that_is_no_answer()
    {
        var hidden = Samples.Aliased.Replace(
            "<Choices", "<Choices visibleWhen=\"choice-selected\"", StringComparison.Ordinal);
        Assert.Empty(Read(hidden, Of()).Labels);
    }

    [Fact]
    public void Answers_of_shapes_other_pages_other_types_and_lost_controls_are_passed_over()
    {
        var region = Region("cat");
        Assert.All(
            [
                region with { IsOnShape = true },
                region with { ItemIndex = 2 },
                region with { Type = "rating" },
                region with { FromName = "old" },
            ],
            other => Assert.Empty(Read(Samples.CatsAndDogs, Of(other)).Labels));
    }

    [Fact]
    public void The_last_step_of_a_nested_choice_is_enough_where_it_is_unique() =>
        Assert.Equal(["Animal / Cat"], Read(Samples.Nested, Of(Region("Cat"))).Labels.Single().Classes);

    private static AnnotationReading Read(string xml, AnnotationRecord annotation) =>
        AnnotationReader.Read(LabelConfig.Parse(xml), annotation, TaskData.Empty);

    private static AnnotationRecord Of(params ResultRegion[] regions) => new() { Id = 1, Regions = regions };

    private static ResultRegion Region(params string[] choices) => new()
    {
        FromName = "label",
        ToName = "image",
        Type = "choices",
        Choices = [.. choices.Select(choice => (IReadOnlyList<string>)[choice])],
    };
}
