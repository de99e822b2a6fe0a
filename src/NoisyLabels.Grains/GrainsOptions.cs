using NoisyLabels.Grains.Instances;
using NoisyLabels.Grains.Storage;

namespace NoisyLabels.Grains;

/// <summary>What a silo is and knows.</summary>
public sealed record GrainsOptions
{
    public required StorageOptions Storage { get; init; }

    public SiloRole Role { get; init; } = SiloRole.All;

    public SiloPorts Ports { get; init; } = new();

    /// <summary>The installations of Label Studio by name.</summary>
    public IReadOnlyDictionary<string, InstanceOptions> Instances { get; init; } =
        new Dictionary<string, InstanceOptions>();

    /// <summary>Trainings at once on this silo.</summary>
    /// <value>1 by default.</value>
    public int TrainingSlots { get; init; } = 1;

    /// <returns>One sentence for each thing that is wrong; empty when all is well.</returns>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        problems.AddRange(Storage.Problems());
        problems.AddRange(Instances.SelectMany(instance => instance.Value.Problems(instance.Key)));
        if (TrainingSlots is < 1 or > 64)
        {
            problems.Add("The number of trainings at once must be from 1 to 64.");
        }

        if (Ports.Silo is < 1 or > 65535)
        {
            problems.Add("The silo's port must be from 1 to 65535.");
        }

        if (Role is not SiloRole.All && !Storage.IsPostgres)
        {
            problems.Add("Several silos need PostgreSQL: set NoisyLabels__Database__ConnectionString.");
        }

        return problems;
    }
}
