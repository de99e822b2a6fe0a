using System.Globalization;

namespace NoisyLabels.Benchmarks;

/// <summary>Options of a benchmark, <c>--name value</c>.</summary>
internal sealed class BenchmarkArguments
{
    private readonly Dictionary<string, string> _values;

    public BenchmarkArguments(string[] args) => _values = args.Chunk(2).ToDictionary(
        pair => pair[0].StartsWith("--", StringComparison.Ordinal) ? pair[0][2..] : throw new ArgumentException($"Not an option: {pair[0]}"),
        pair => pair.Length == 2 ? pair[1] : throw new ArgumentException($"{pair[0]} needs a value"));

    public int Whole(string name, int otherwise) =>
        Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public string? Text(string name) => _values.GetValueOrDefault(name);
}
