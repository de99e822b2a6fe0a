using System.Globalization;
using NoisyLabels.Testing;

namespace NoisyLabels.Benchmarks;

/// <summary>Options of a benchmark, <c>--name value</c>.</summary>
internal sealed class BenchmarkArguments
{
    private readonly Dictionary<string, string> _values;

    public BenchmarkArguments(string[] args) => _values = args.Chunk(2).ToDictionary(NameOf, ValueOf);

    /// <summary>Name or file of the backbone; <c>efficientnet-lite0</c> is the one beside the data sets.</summary>
    public string? Backbone => Text("backbone") == "efficientnet-lite0" && SharedData.Backbones is { } shelf
        ? Path.Combine(shelf, "efficientnet-lite0.onnx")
        : Text("backbone");

    public int Whole(string name, int otherwise) =>
        Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public string? Text(string name) => _values.GetValueOrDefault(name);

    private static string NameOf(string[] pair) => pair[0].StartsWith("--", StringComparison.Ordinal)
        ? pair[0][2..]
        : throw new ArgumentException($"Not an option: {pair[0]}");

    private static string ValueOf(string[] pair) =>
        pair is [_, var value] ? value : throw new ArgumentException($"{pair[0]} needs a value");
}
