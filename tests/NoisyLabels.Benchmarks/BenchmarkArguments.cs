using System.Globalization;

namespace NoisyLabels.Benchmarks;

/// <summary>Options of a benchmark, <c>--name value</c>.</summary>
internal sealed class BenchmarkArguments
{
    private readonly Dictionary<string, string> _values;

    public BenchmarkArguments(string[] args) => _values = args.Chunk(2).ToDictionary(NameOf, ValueOf);

    public int Whole(string name, int otherwise) =>
        Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public string? Text(string name) => _values.GetValueOrDefault(name);

    private static string NameOf(string[] pair) => pair[0].StartsWith("--", StringComparison.Ordinal)
        ? pair[0][2..]
        : throw new ArgumentException($"Not an option: {pair[0]}");

    private static string ValueOf(string[] pair) =>
        pair is [_, var value] ? value : throw new ArgumentException($"{pair[0]} needs a value");
}
