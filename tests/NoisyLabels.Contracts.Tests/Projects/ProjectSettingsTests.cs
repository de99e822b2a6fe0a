using System.Text.Json;
using System.Text.Json.Serialization;
using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Contracts.Tests.Projects;

public sealed class ProjectSettingsTests
{
    /// <summary>As the API and the command line write.</summary>
    private static readonly JsonSerializerOptions Api = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    [Theory]
    [InlineData("frozen", TrainingEngine.Frozen)]
    [InlineData("instancegm-features", TrainingEngine.InstanceGmFeatures)]
    [InlineData("instancegm", TrainingEngine.InstanceGm)]
    [InlineData("confident-learning", TrainingEngine.ConfidentLearning)]
    public void An_engine_keeps_its_name_in_the_API_and_in_storage(string name, TrainingEngine engine)
    {
        Assert.Equal(engine, JsonSerializer.Deserialize<ProjectSettings>($$"""{"engine":"{{name}}"}""", Api)!.Engine);
        Assert.Equal(engine, JsonSerializer.Deserialize<ProjectSettings>($$"""{"Engine":"{{name}}"}""")!.Engine);
        var settings = new ProjectSettings { Engine = engine };
        Assert.Contains($"\"engine\":\"{name}\"", JsonSerializer.Serialize(settings, Api), StringComparison.Ordinal);
        Assert.Contains($"\"Engine\":\"{name}\"", JsonSerializer.Serialize(settings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("when-exceptional", GroundTruthTrust.WhenExceptional)]
    [InlineData("always", GroundTruthTrust.Always)]
    [InlineData("never", GroundTruthTrust.Never)]
    public void Trust_in_ground_truth_keeps_its_name(string name, GroundTruthTrust trust)
    {
        var read = JsonSerializer.Deserialize<ProjectSettings>($$"""{"ground_truth":"{{name}}"}""", Api)!;
        Assert.Equal(trust, read.GroundTruth);
        Assert.Contains($"\"ground_truth\":\"{name}\"", JsonSerializer.Serialize(read, Api), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("magic")]
    [InlineData("Frozen")]
    [InlineData("unknown")]
    [InlineData("0")]
    public void A_name_that_nobody_knows_is_left_to_the_check_of_the_settings(string name) => Assert.Equal(
        TrainingEngine.Unknown, JsonSerializer.Deserialize<ProjectSettings>($$"""{"engine":"{{name}}"}""", Api)!.Engine);

    [Fact]
    public void What_is_no_name_is_no_JSON_of_settings() => Assert.Throws<JsonException>(
        () => JsonSerializer.Deserialize<ProjectSettings>("""{"engine":3}""", Api));
}
