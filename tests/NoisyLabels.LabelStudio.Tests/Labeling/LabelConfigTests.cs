using System.Text;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Tests.Labeling;

public sealed class LabelConfigTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("choice=\"single\"", false)]
    [InlineData("choice=\"single-radio\"", false)]
    [InlineData("choice=\"single\" layout=\"select\"", false)]
    [InlineData("choice=\"whatever\"", false)]
    [InlineData("choice=\"multiple\"", true)]
    [InlineData("CHOICE=\"Multiple\"", true)]
    public void Only_multiple_is_multiple(string attributes, bool isMultiple)
    {
        var control = Only($"""<Choices name="label" toName="image" {attributes}><Choice value="a"/></Choices>""");
        Assert.Equal(isMultiple, control.IsMultiple);
        Assert.Equal(ResultKind.Choices, control.Kind);
    }

    [Fact]
    public void An_alias_is_the_class_and_its_value_is_understood()
    {
        var control = LabelConfig.Parse(Samples.Aliased).Controls.Single();
        Assert.Equal(["c", "d", "Fox"], control.Labels.Select(label => label.Name));
        Assert.Equal("c", control.Find("Cat", TaskData.Empty)!.Name);
        Assert.Equal("Fox", control.Find("fox", TaskData.Empty)!.Name);
        Assert.Null(control.Find("Cow", TaskData.Empty));
    }

    [Fact]
    public void Nested_choices_are_the_leaves_of_the_tree()
    {
        var control = LabelConfig.Parse(Samples.Nested).Controls.Single();
        Assert.Equal(ResultKind.NestedChoices, control.Kind);
        Assert.Equal(["Animal / Cat", "Animal / Dog", "Plant"], control.Labels.Select(label => label.Name));
        Assert.Equal(["Animal", "Cat"], control.Labels[0].Path);
        Assert.False(control.FitsBulkImport);
    }

    [Fact]
    public void Without_allowNested_the_inner_choices_are_not_shown_and_no_classes() =>
        Assert.Equal(
            ["Animal", "Plant"],
            LabelConfig.Parse(Samples.Nested.Replace("allowNested=\"true\"", "", StringComparison.Ordinal))
                .Controls.Single().Labels.Select(label => label.Name));

    [Fact]
    public void Choices_in_views_belong_to_their_control_and_not_to_the_one_around_it()
    {
        var config = Parse("""
            <Choices name="outer" toName="image">
              <View><Header value="x"/><View><Choice value="a"/></View></View>
              <Choices name="inner" toName="image"><Choice value="b"/></Choices>
            </Choices>
            """);
        Assert.Equal(["a"], config.Control("outer")!.Labels.Select(label => label.Name));
        Assert.Equal(["b"], config.Control("inner")!.Labels.Select(label => label.Name));
    }

    [Theory]
    [InlineData("""["a", {"value": "B", "alias": "b"}, {"html": "x"}, 5, null, "a"]""", "a,b,5")]
    [InlineData("[]", "")]
    [InlineData("\"a\"", "")]
    [InlineData("{}", "")]
    [InlineData("null", "")]
    public void Dynamic_choices_come_from_the_task(string options, string expected)
    {
        var control = LabelConfig.Parse(Samples.Dynamic).Controls.Single();
        var data = Samples.Data($$"""{"image": "x", "options": {{options}} }""");
        Assert.Equal(expected, string.Join(',', control.ReadLabels(data).Select(label => label.Name)));
        Assert.Empty(control.Labels);
    }

    [Fact]
    public void Dynamic_choices_may_lie_deeper_and_have_children()
    {
        var control = Only("""<Choices name="label" toName="image" value="$a.opts1" allowNested="true"/>""");
        var data = Samples.Data("""{"a": {"opts1": [{"value": "X", "children": [{"value": "Y", "alias": "y"}]}]}}""");
        Assert.Equal(["X / y"], control.ReadLabels(data).Select(label => label.Name));
    }

    [Fact]
    public void Every_control_of_an_image_is_one_and_other_controls_are_passed_over()
    {
        var config = LabelConfig.Parse(Samples.TwoControls);
        Assert.Equal(["label", "quality"], config.Controls.Select(control => control.Name));
        Assert.Empty(config.LeftAlone);
        Assert.Null(config.Problem);
    }

    [Theory]
    [InlineData("perRegion=\"true\"", "perRegion")]
    [InlineData("perItem=\"true\"", "perItem")]
    [InlineData("apiUrl=\"https://h.example/\"", "apiUrl")]
    public void What_does_not_classify_the_image_is_left_alone_with_a_reason(string attribute, string reason)
    {
        var config = Parse($"""<Choices name="label" toName="image" {attribute}><Choice value="a"/></Choices>""");
        Assert.Empty(config.Controls);
        Assert.Contains(reason, Assert.Single(config.LeftAlone), StringComparison.Ordinal);
        Assert.Contains("no Choices that classify its Image", config.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "is empty")]
    [InlineData(" ", "is empty")]
    [InlineData("<View></View>", "has no Image")]
    [InlineData("<View></View><!-- {\"data\": {}} -->", "has no Image")]
    [InlineData("<View><Image name=\"i\" value=\"$i\"/></View>", "has no Choices for its Image")]
    [InlineData("<View><Text name=\"t\" value=\"$t\"/><Choices name=\"c\" toName=\"t\"/></View>", "has no Image")]
    [InlineData("<View", "is no XML")]
    [InlineData("text", "is no XML")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><View>&b;</View>", "is no XML")]
    [InlineData("<View>&undefined;</View>", "is no XML")]
    public void A_config_that_teaches_nothing_says_why(string? xml, string expected)
    {
        var config = LabelConfig.Parse(xml);
        Assert.Empty(config.Controls);
        Assert.Contains(expected, config.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_nesting_and_size_are_refused()
    {
        var deep = new StringBuilder().Insert(0, "<View>", 50_000).Insert(50_000 * 6, "</View>", 50_000).ToString();
        Assert.Contains("nested more than", LabelConfig.Parse(deep).Problem, StringComparison.Ordinal);
        Assert.Contains("more than", LabelConfig.Parse(new string('x', 4_000_001)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_taxonomy_offers_every_node_or_only_the_leaves()
    {
        const string choices = """<Choice value="A"><Choice value="B" alias="b"/></Choice>""";
        var all = Only($"""<Taxonomy name="label" toName="image">{choices}</Taxonomy>""");
        Assert.Equal(["A", "A / b"], all.Labels.Select(label => label.Name));
        Assert.True(all.IsMultiple);

        var leaves = Only(
            $"""<Taxonomy name="label" toName="image" leafsOnly="true" maxUsages="1">{choices}</Taxonomy>""");
        Assert.Equal(["A / b"], leaves.Labels.Select(label => label.Name));
        Assert.False(leaves.IsMultiple);
    }

    [Fact]
    public void Preselected_choices_conditions_and_predicted_values_are_known()
    {
        var control = Only("""
            <View visibleWhen="choice-selected"><Choices name="label" toName="image">
              <Choice value="a" selected="true" predicted_values="tabby, tiger cat"/><Choice value="b"/>
            </Choices></View>
            """);
        Assert.True(control.IsConditional);
        Assert.Equal([true, false], control.Labels.Select(label => label.IsPreselected));
        Assert.Equal("a", control.Find("tiger cat", TaskData.Empty)!.Name);
    }

    [Fact]
    public void A_control_takes_the_image_among_its_objects()
    {
        var config = LabelConfig.Parse("""
            <View><Text name="t" value="$t"/><Image name="image" value="$image"/>
            <Choices name="label" toName="t, image"><Choice value="a"/></Choices></View>
            """);
        Assert.Equal("image", config.Controls.Single().Image.Name);
    }

    [Theory]
    [InlineData("value=\"$image\"", """{"image": "u"}""", "u")]
    [InlineData("value=\"$a.b\"", """{"a": {"b": "u"}}""", "u")]
    [InlineData("value=\"$a.b\"", """{"a.b": "u"}""", "u")]
    [InlineData("value=\"$a[1]\"", """{"a": ["t", "u"]}""", "u")]
    [InlineData("value=\"$image\"", """{"$undefined$": "u"}""", "u")]
    [InlineData("value=\"https://h.example/x.jpg\"", "{}", "https://h.example/x.jpg")]
    [InlineData("value=\"https://h.example/$id.jpg\"", """{"id": 5}""", "https://h.example/5.jpg")]
    [InlineData("value=\"https://h.example/$id.jpg\"", "{}", "")]
    [InlineData("valueList=\"$pages\"", """{"pages": ["a", "b"]}""", "a,b")]
    [InlineData("valueList=\"$pages\"", """{"pages": [{"url": "a"}, 3, null, []]}""", "a,3")]
    [InlineData("value=\"$image\"", """{"image": null}""", "")]
    [InlineData("value=\"$image\"", """{"image": {}}""", "")]
    [InlineData("value=\"$image\"", "{}", "")]
    public void The_image_of_a_task_is_found(string attribute, string data, string expected)
    {
        var image = LabelConfig.Parse($"""<View><Image name="image" {attribute}/></View>""").Images.Single();
        Assert.Equal(expected, string.Join(',', image.ReadAddresses(Samples.Data(data))));
    }

    private static ChoiceControl Only(string controls) => Parse(controls).Controls.Single();

    private static LabelConfig Parse(string controls) =>
        LabelConfig.Parse($"""<View><Image name="image" value="$image"/>{controls}</View>""");
}
