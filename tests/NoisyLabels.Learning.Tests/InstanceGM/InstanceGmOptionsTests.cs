using System.Text.Json;
using NoisyLabels.Learning.InstanceGM;

namespace NoisyLabels.Learning.Tests.InstanceGM;

public sealed class InstanceGmOptionsTests
{
    [Fact]
    public void Defaults_are_those_of_the_paper() => Assert.Equal(
        """
        {"ImageSize":32,"ClassifierWidth":64,"VaeWidth":32,"Latents":25,"Epochs":300,"WarmupEpochs":10,"RampEpochs":16,
        "BatchSize":64,"WarmupBatchSize":128,"VaeBatchSize":128,"LearningRate":0.02,"Momentum":0.9,"WeightDecay":0.0005,
        "LearningRateDropEpoch":150,"VaeLearningRate":0.001,"MixUpAlpha":4,"UnlabelledWeight":25,"SharpeningTemperature":0.5,
        "CleanThreshold":0.5,"GumbelTemperature":1,"ReconstructionWeight":1,"NoisyLabelWeight":1,"CleanLabelWeight":null,
        "LatentDivergenceWeight":null,"NoisyHeadSeesInput":false,"WithoutVae":false,"Views":2,"GuessesFromEvaluation":false,
        "PredictionMemory":0,"Folds":2,"Defects":0,"MixedPrecision":null,"Seed":0,"MostHours":72}
        """.ReplaceLineEndings(""),
        JsonSerializer.Serialize(InstanceGmOptions.Paper));

    [Fact]
    public void Predecessor_differs_from_the_paper_only_in_what_the_plugin_did() => Assert.Equal(
        InstanceGmOptions.Paper with
        {
            Epochs = 25,
            LearningRate = 0.002,
            Folds = 1,
            LatentDivergenceWeight = 3e-4,
            CleanLabelWeight = 1e-5,
            Defects = PredecessorDefects.All,
        },
        InstanceGmOptions.Predecessor);

    [Fact]
    public void Light_differs_from_the_paper_only_in_what_makes_it_cheap_and_bears_few_steps() => Assert.Equal(
        InstanceGmOptions.Paper with
        {
            Epochs = 30,
            WarmupEpochs = 8,
            RampEpochs = 4,
            LearningRateDropEpoch = 24,
            ClassifierWidth = 16,
            VaeWidth = 8,
            Views = 1,
            GuessesFromEvaluation = true,
            PredictionMemory = 0.7,
            VaeBatchSize = 32,
            NoisyLabelWeight = null,
            UnlabelledWeight = 5,
        },
        InstanceGmOptions.Light);

    [Fact]
    public void Light_over_features_warms_up_for_less_and_trusts_its_guesses_less()
    {
        Assert.Equal(
            InstanceGmOptions.Light with { WarmupEpochs = 3, LearningRateDropEpoch = 6 },
            InstanceGmOptions.Preset("light", onFeatures: true));
        Assert.Equal(InstanceGmOptions.Paper, InstanceGmOptions.Preset("paper", onFeatures: true));
    }

    [Theory]
    [InlineData("paper")]
    [InlineData("predecessor")]
    [InlineData("light")]
    public void Presets_are_valid(string name) => Assert.Empty(OptionsValidation.Errors(InstanceGmOptions.Preset(name)));

    [Fact]
    public void An_unknown_preset_is_answered_with_those_there_are()
    {
        var error = Assert.Throws<UserErrorException>(() => InstanceGmOptions.Preset("fast"));

        Assert.Equal("There is no preset 'fast' of InstanceGM. Choose one of: paper, predecessor, light.", error.Message);
    }

    [Fact]
    public void All_errors_are_named_at_once()
    {
        var options = new InstanceGmOptions { ImageSize = 7, Epochs = 5, WarmupEpochs = 9, LearningRate = double.NaN, Momentum = 1 };

        var error = Assert.Throws<UserErrorException>(() => OptionsValidation.Validate(options));

        Assert.Equal(
            "InstanceGM cannot run with these settings: ImageSize is 7; it must be from 8 to 512. "
            + "WarmupEpochs is 9; it must be at most Epochs, 5. LearningRate is NaN; it must be above 0 and at most 10. "
            + "Momentum is 1; it must be from 0 to below 1.",
            error.Message);
    }

    public static TheoryData<string, InstanceGmOptions> OneWrong => new()
    {
        { "ClassifierWidth", new() { ClassifierWidth = 0 } },
        { "VaeWidth", new() { VaeWidth = 257 } },
        { "Latents", new() { Latents = 0 } },
        { "Epochs", new() { Epochs = 10_001 } },
        { "RampEpochs", new() { RampEpochs = -1 } },
        { "BatchSize", new() { BatchSize = 1 } },
        { "WarmupBatchSize", new() { WarmupBatchSize = 1 } },
        { "VaeBatchSize", new() { VaeBatchSize = 9000 } },
        { "WeightDecay", new() { WeightDecay = -0.1 } },
        { "LearningRateDropEpoch", new() { LearningRateDropEpoch = 0 } },
        { "VaeLearningRate", new() { VaeLearningRate = 0 } },
        { "MixUpAlpha", new() { MixUpAlpha = 0 } },
        { "UnlabelledWeight", new() { UnlabelledWeight = double.PositiveInfinity } },
        { "SharpeningTemperature", new() { SharpeningTemperature = 1.1 } },
        { "CleanThreshold", new() { CleanThreshold = 1 } },
        { "GumbelTemperature", new() { GumbelTemperature = 0 } },
        { "ReconstructionWeight", new() { ReconstructionWeight = -1 } },
        { "NoisyLabelWeight", new() { NoisyLabelWeight = -1 } },
        { "CleanLabelWeight", new() { CleanLabelWeight = -1 } },
        { "LatentDivergenceWeight", new() { LatentDivergenceWeight = -1 } },
        { "Views", new() { Views = 3 } },
        { "PredictionMemory", new() { PredictionMemory = 1 } },
        { "Folds", new() { Folds = 0 } },
        { "Defects", new() { Defects = (PredecessorDefects)512 } },
        { "MaxHours", new() { MaxHours = 0 } },
    };

    [Theory]
    [MemberData(nameof(OneWrong))]
    public void One_wrong_setting_gives_one_sentence_that_begins_with_its_name(string name, InstanceGmOptions options) =>
        Assert.StartsWith($"{name} is ", Assert.Single(OptionsValidation.Errors(options)));

    [Fact]
    public void Another_number_of_epochs_keeps_the_shares_of_the_schedule()
    {
        var options = InstanceGmOptions.Paper.WithEpochs(30);

        Assert.Equal((30, 1, 1.6, 15), (options.Epochs, options.WarmupEpochs, options.RampEpochs, options.LearningRateDropEpoch));
        Assert.Equal(InstanceGmOptions.Light, InstanceGmOptions.Light.WithEpochs(InstanceGmOptions.Light.Epochs));
    }

    [Fact]
    public void Every_preset_has_its_name() =>
        Assert.All(InstanceGmOptions.Presets, name => Assert.Empty(OptionsValidation.Errors(InstanceGmOptions.Preset(name))));
}
