using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Projects;
using NoisyLabels.Learning.Detection;

namespace NoisyLabels.Grains.Tests.Projects;

public sealed class SettingsCheckTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Fact]
    public void The_defaults_are_right() => Assert.Empty(SettingsCheck.Problems(new ProjectSettings()));

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_and_nothing_is_taken_over()
    {
        var project = silo.Project(silo.NewKey());
        var problems = await project.ChangeSettings(new ProjectSettings
        {
            Engine = TrainingEngine.Unknown,
            LeastLabels = 1,
            AcceptedPredictionWeight = 1.5,
            GroundTruth = GroundTruthTrust.Unknown,
            TrainsByItself = false,
        });
        Assert.Collection(
            problems,
            problem => Assert.StartsWith("engine must be one of frozen, ", problem),
            problem => Assert.Equal("leastLabels must be at least 2.", problem),
            problem => Assert.Equal("acceptedPredictionWeight must be from 0 to 1.", problem),
            problem => Assert.Equal("groundTruth must be when-exceptional, always or never.", problem));
        Assert.Equal(new ProjectSettings(), (await project.GetConfig()).Settings);
    }

    [Fact]
    public void An_engine_is_frozen_features_or_a_method_that_there_is() => Assert.Equal(
        ["frozen", .. DetectionMethods.All.Select(method => method.Name)], SettingName.All<TrainingEngine>());

    [Fact]
    public async Task Right_settings_are_kept()
    {
        var project = silo.Project(silo.NewKey());
        var settings = new ProjectSettings { LeastLabels = 5, GroundTruth = GroundTruthTrust.Never };
        Assert.Empty(await project.ChangeSettings(settings));
        Assert.Equal(settings, (await project.GetConfig()).Settings);
    }
}
