using System.Reflection;
using NoisyLabels.Contracts;
using NoisyLabels.Grains.Projects;

namespace NoisyLabels.Grains.Tests.Projects;

/// <summary>What silos of two versions, and the state on disk, agree on.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Every_message_and_grain_has_a_name_of_its_own_on_the_wire()
    {
        var types = typeof(ProjectKey).Assembly.GetExportedTypes()
            .Where(type => type.Namespace!.StartsWith(typeof(ProjectKey).Namespace!, StringComparison.Ordinal))
            .ToList();
        Assert.Empty(types.Where(type => type.GetCustomAttribute<AliasAttribute>() is null).Select(type => type.Name));
        Assert.Equal(
            types.Count, types.Select(type => type.GetCustomAttribute<AliasAttribute>()!.Alias).Distinct().Count());
        foreach (var grain in types.Where(type => type.IsInterface))
        {
            var methods = grain.GetMethods().Select(method => method.GetCustomAttribute<AliasAttribute>()?.Alias).ToList();
            Assert.DoesNotContain(null, methods);
            Assert.Equal(methods.Count, methods.Distinct().Count());
        }
    }

    [Fact]
    public void Grains_keep_their_state_under_different_names()
    {
        var names = typeof(ModelVersions).Assembly.GetTypes()
            .SelectMany(type => type.GetConstructors())
            .SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()?.StateName)
            .OfType<string>();
        Assert.Equal(["project", "training-queue"], names.Order(StringComparer.Ordinal));
    }
}
