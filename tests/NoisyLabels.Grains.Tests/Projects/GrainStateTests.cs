using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Projects;
using NoisyLabels.Grains.Tests.Clusters;
using NoisyLabels.Testing;
using Orleans.Storage;

namespace NoisyLabels.Grains.Tests.Projects;

/// <summary>What lies in databases of teams, and what silos of two versions say to each other.</summary>
public sealed class GrainStateTests
{
    private const string Project =
        """
        {"Title":"pets","LabelConfig":"<View/>","Settings":{"Engine":"frozen","TrainsByItself":false,"LeastLabels":7,
         "PushesPredictions":true,"GroundTruth":"always","AcceptedPredictionWeight":0.25,
         "MeasuresAnnotators":true,"Seed":3},
         "IsDisconnected":true,
         "ReconciledAt":"2026-11-26T11:00:00+00:00"}
        """;

    [Fact]
    public async Task State_that_was_written_before_is_read_and_written_as_it_was()
    {
        using var folder = new TemporaryFolder();
        await using var cluster = await ProjectCluster.StartAsync(folder, SiloRole.Web);
        var serializer = cluster.Services.GetRequiredService<IGrainStorageSerializer>();

        var project = serializer.Deserialize<ProjectState>(BinaryData.FromString(Project))!;
        Assert.Equal((7, GroundTruthTrust.Always), (project.Settings.LeastLabels, project.Settings.GroundTruth));
        Assert.Equal(Normal(Project), Normal(serializer.Serialize(project).ToString()));
    }

    [Fact]
    public void No_two_grains_keep_their_state_under_one_name()
    {
        string[] names =
        [
            .. from type in typeof(ProjectState).Assembly.GetTypes()
               from constructor in type.GetConstructors()
               from parameter in constructor.GetParameters()
               let state = parameter.GetCustomAttribute<PersistentStateAttribute>()
               where state is not null
               select state.StateName,
        ];
        Assert.Equal(["project"], names);
    }

    [Fact]
    public void Every_message_and_method_has_a_name_of_its_own_and_every_field_a_number()
    {
        var types = typeof(IProjectGrain).Assembly.GetTypes();
        Type[] messages = [.. types.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute)))];
        Type[] grains = [.. types.Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type))];
        Assert.True(messages.Length > 20 && grains.Length >= 3);
        var names = messages.Concat(grains).Select(Alias).ToList();
        Assert.DoesNotContain(null, names);
        Assert.Distinct(names);
        Assert.All(grains, grain =>
        {
            var methods = grain.GetMethods().Select(Alias).ToList();
            Assert.DoesNotContain(null, methods);
            Assert.Distinct(methods);
        });
        Assert.All(messages.Where(message => !message.IsEnum), message =>
        {
            // Parameters of a record are numbered by their place.
            var parameters = message.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.Name).ToList();
            var ids = message.GetProperties()
                .Where(property => property.SetMethod is not null && !parameters.Contains(property.Name))
                .Select(property => property.GetCustomAttribute<IdAttribute>()?.Id)
                .ToList();
            Assert.DoesNotContain(null, ids);
            Assert.Distinct(ids);
        });
    }

    private static string? Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;

    /// <summary>The same text for the same content, whatever the order of fields.</summary>
    private static string Normal(string json) => Sorted(JsonNode.Parse(json)!).ToJsonString();

    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject record => new JsonObject(record
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, field.Value is { } value ? Sorted(value) : null))),
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Sorted(item))]),
        _ => node.DeepClone(),
    };
}
