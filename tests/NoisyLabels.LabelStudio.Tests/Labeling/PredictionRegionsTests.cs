using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Tests.Labeling;

public sealed class PredictionRegionsTests
{
    private static readonly TaskData Options = Samples.Data("""{"options": ["a", {"value": "b", "alias": "B"}]}""");

    [Theory]
    [InlineData(Samples.CatsAndDogs, "dog", """{"choices":["dog"]}""")]
    [InlineData(Samples.CatsAndDogs, "dog,cat", """{"choices":["dog"]}""")]
    [InlineData(Samples.CatsAndDogs, "zebra,cat", """{"choices":["cat"]}""")]
    [InlineData(Samples.Aliased, "Fox,c,c", """{"choices":["c","Fox"]}""")]
    [InlineData(Samples.Nested, "Animal / Dog", """{"choices":[["Animal","Dog"]]}""")]
    [InlineData(Samples.Nested, "Plant", """{"choices":[["Plant"]]}""")]
    [InlineData(Samples.Dynamic, "B", """{"choices":["B"]}""")]
    [InlineData(Samples.Dynamic, "b", """{"choices":["B"]}""")]
    public void A_class_is_written_as_its_config_wants_it(string xml, string classes, string expected)
    {
        var control = LabelConfig.Parse(xml).Controls[0];
        var region = Assert.Single(PredictionRegions.For(control, classes.Split(','), 0.5, Options));
        Assert.Equal(expected, region.Value.ToJsonString());
        Assert.Equal(("label", "image", "choices"), (region.FromName, region.ToName, region.Type));
    }

    [Fact]
    public void A_taxonomy_is_written_as_paths()
    {
        var control = LabelConfig.Parse("""
            <View><Image name="image" value="$image"/>
            <Taxonomy name="label" toName="image"><Choice value="A"><Choice value="B"/></Choice></Taxonomy></View>
            """).Controls.Single();
        var region = PredictionRegions.For(control, ["A / B"], null, TaskData.Empty).Single();
        Assert.Equal("taxonomy", region.Type);
        Assert.Equal("""{"taxonomy":[["A","B"]]}""", region.Value.ToJsonString());
    }

    [Fact]
    public void A_class_that_is_not_offered_gives_no_region() =>
        Assert.Empty(PredictionRegions.For(
            LabelConfig.Parse(Samples.CatsAndDogs).Controls[0], ["zebra"], 0.5, TaskData.Empty));

    [Fact]
    public void Whatever_is_predicted_passes_Label_Studios_own_check_and_reads_back_as_itself()
    {
        var configs = Samples.Configs.Select(LabelConfig.Parse).Where(config => config.Controls.Count > 0).ToArray();
        var name = Gen.OneOf(
            Gen.OneOf("cat", "dog", "c", "Cat", "Fox", "Animal / Cat", "Plant", "a", "B", "blurred"), Gen.String);
        Gen.Select(Gen.OneOf(configs), name.Array[0, 5], Gen.Double).Sample((config, classes, score) =>
        {
            foreach (var control in config.Controls)
            {
                var regions = PredictionRegions.For(control, classes, score, Options);
                var json = JsonSerializer.SerializeToNode(regions, LabelStudioJson.Options)!.AsArray();
                Assert.All(json, region => Assert.True(IsValid(region!.AsObject(), control)));
                if (json.Count > 0)
                {
                    var annotation = $$"""
                        {"action": "ANNOTATION_CREATED", "annotation": {"result": {{json.ToJsonString()}} } }
                        """;
                    var saved = (LabelStudio.Backend.Webhooks.AnnotationsSaved)LabelStudio.Backend.Webhooks.WebhookEvent
                        .Read(Samples.Utf8(annotation), null).Message!;
                    var reading = AnnotationReader.Read(config, saved.Annotations.Single(), Options);
                    Assert.Empty(reading.Notes);
                    Assert.All(
                        reading.Labels.Single(label => label.Control == control.Name).Classes,
                        found => Assert.Contains(
                            found, classes.Select(text => control.Find(text, Options)?.Name)));
                }
            }
        });
    }

    /// <summary>The content check of import/predictions, but for its refusal of nested choices.</summary>
    private static bool IsValid(JsonObject region, ChoiceControl control)
    {
        var offered = control.ReadLabels(Options).Select(label => string.Join('\n', label.Path)).ToHashSet();
        return (string?)region["from_name"] == control.Name
            && (string?)region["to_name"] == "image"
            && (string?)region["type"] == "choices"
            && (region["score"] is null || (double)region["score"]! is >= 0 and <= 1)
            && region["value"]!["choices"]!.AsArray() is { Count: > 0 } choices
            && (control.IsMultiple || choices.Count == 1)
            && choices.All(choice => offered.Contains(choice is JsonArray path
                ? string.Join('\n', path.Select(step => (string?)step))
                : (string)choice!));
    }
}
