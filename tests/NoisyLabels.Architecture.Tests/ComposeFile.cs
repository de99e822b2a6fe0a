using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace NoisyLabels.Architecture.Tests;

/// <summary>docker-compose.yml, as YAML has it.</summary>
internal static partial class ComposeFile
{
    public const string Name = "docker-compose.yml";

    private static readonly YamlMappingNode Root = Read();

    public static IReadOnlyDictionary<string, YamlMappingNode> Services { get; } = Map(Root["services"])
        .ToDictionary(entry => entry.Key, entry => (YamlMappingNode)entry.Value);

    /// <summary>Names of volumes, or of networks, that the file declares.</summary>
    public static IReadOnlyCollection<string> Declared(string kind) => [.. Map(Root[kind]).Keys];

    public static YamlNode Network(string name) => Root["networks"][name];

    public static IReadOnlyDictionary<string, string> Environment(string service) => Map(Services[service]["environment"])
        .ToDictionary(entry => entry.Key, entry => ((YamlScalarNode)entry.Value).Value!);

    /// <summary>What has to stand in <c>.env</c>.</summary>
    public static IReadOnlySet<string> Variables { get; } =
        Variable().Matches(Repository.Text(Name)).Select(match => match.Groups[1].Value).ToHashSet();

    public static Dictionary<string, YamlNode> Map(YamlNode node) => node is YamlMappingNode map
        ? map.ToDictionary(entry => ((YamlScalarNode)entry.Key).Value!, entry => entry.Value)
        : throw new InvalidDataException($"{Name}, line {node.Start.Line}: names with values are expected.");

    public static IEnumerable<string> List(YamlNode node) => node is YamlSequenceNode list
        ? list.Select(item => ((YamlScalarNode)item).Value!)
        : Map(node).Keys;

    private static YamlMappingNode Read()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Repository.Text(Name)));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    [GeneratedRegex(@"\$\{(\w+)")]
    private static partial Regex Variable();
}
