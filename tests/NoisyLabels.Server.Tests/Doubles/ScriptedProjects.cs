using System.Collections.Concurrent;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;

namespace NoisyLabels.Server.Tests.Doubles;

/// <summary>What the scripted grains of one server were asked, and what they are to answer.</summary>
public sealed class ScriptedProjects
{
    public const string ModelVersion = "noisylabels-v3";

    public const string LabelConfig = """
        <View>
          <Image name="image" value="$image"/>
          <Choices name="label" toName="image"><Choice value="cat"/><Choice value="dog"/></Choices>
        </View>
        """;

    public ConcurrentQueue<(string Key, SetupCommand Command)> Setups { get; } = new();

    public ConcurrentQueue<(string Key, WebhookDelivery Delivery)> Events { get; } = new();

    public ConcurrentQueue<(string Key, TaskDelivery Delivery)> Tasks { get; } = new();

    public ConcurrentQueue<(string Key, PredictCommand Command)> Predictions { get; } = new();

    public ConcurrentQueue<(string Key, string Call)> Calls { get; } = new();

    /// <summary>Thrown by every call of a grain; null for none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What the predictor says about a task, by its place in the list.</summary>
    public Func<int, TaskPrediction> Predict { get; set; } = _ => new TaskPrediction(
        null,
        [
            new ControlPrediction(
                "label", ["cat"], 0.9, new Dictionary<string, double> { ["cat"] = 0.9, ["dog"] = 0.1 }),
        ],
        0.9);

    public ConcurrentDictionary<string, ProjectSettings> Settings { get; } = new();

    /// <summary>Makes the status of a project of it as a fresh one has it.</summary>
    public Func<ProjectStatus, ProjectStatus> Status { get; set; } = status => status;

    internal void ThrowIfToldTo()
    {
        if (Failure is { } failure)
        {
            throw failure;
        }
    }
}
