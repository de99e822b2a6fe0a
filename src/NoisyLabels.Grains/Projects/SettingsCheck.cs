using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Grains.Projects;

/// <summary>What is wrong with a project's settings, all of it at once.</summary>
internal static class SettingsCheck
{
    public static IReadOnlyList<string> Problems(ProjectSettings settings)
    {
        var problems = new List<string>();
        Require(
            settings.Engine is not TrainingEngine.Unknown,
            $"engine must be one of {string.Join(", ", SettingName.All<TrainingEngine>())}");
        Require(settings.LeastLabels >= 2, "leastLabels must be at least 2");
        Require(settings.AcceptedPredictionWeight is >= 0 and <= 1, "acceptedPredictionWeight must be from 0 to 1");
        Require(
            settings.GroundTruth is not GroundTruthTrust.Unknown,
            "groundTruth must be when-exceptional, always or never");
        return problems;

        void Require(bool holds, string rule)
        {
            if (!holds)
            {
                problems.Add($"{rule}.");
            }
        }
    }
}
