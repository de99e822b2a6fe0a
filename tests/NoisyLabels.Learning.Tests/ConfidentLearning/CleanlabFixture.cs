using System.Globalization;
using System.Text.Json;
using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Numerics;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.ConfidentLearning;

/// <summary>Real probabilities and what cleanlab 2.9.0 makes of them, for one column of human labels.</summary>
internal sealed class CleanlabFixture
{
    private readonly Dictionary<string, string[]> _expected;
    private readonly JsonElement _counts;
    private readonly double[] _values;
    private readonly string[] _classes;

    private CleanlabFixture(string folder, string column)
    {
        var probabilities = File.ReadAllLines(Path.Combine(folder, $"pred_probs_{column}.csv"));
        _classes = probabilities[0].Split(',');
        _values = [.. probabilities.Skip(1).SelectMany(line => line.Split(',')).Select(Number)];
        PredProbs = PredProbs.Of(_values, _classes.Length);

        var lines = File.ReadAllLines(Path.Combine(folder, $"expected_{column}.csv"));
        var rows = Array.ConvertAll(lines, line => line.Split(','));
        _expected = rows[0].Index().ToDictionary(
            name => name.Item, name => Array.ConvertAll(rows[1..], row => row[name.Index]));
        Given = [.. _expected["given_label"].Select(label => Array.IndexOf(_classes, label))];

        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected_counts.json")));
        _counts = json.RootElement.GetProperty("columns").GetProperty(column).Clone();
    }

    public int[] Given { get; }

    public PredProbs PredProbs { get; }

    public IReadOnlyCollection<string> Columns => _expected.Keys;

    public static CleanlabFixture Load(string column)
    {
        Assert.SkipWhen(SharedData.Parity is null, SharedData.AbsentReason);
        return new(SharedData.Parity!, column);
    }

    /// <summary>The same probabilities, rounded to single precision.</summary>
    public PredProbs InSinglePrecision() =>
        PredProbs.Of(new FloatMatrix(Given.Length, _classes.Length, Array.ConvertAll(_values, v => (float)v)));

    public bool[] Flags(IssueFilter filter) =>
        Array.ConvertAll(_expected[$"is_label_issue.{SnakeCase(filter)}"], bool.Parse);

    public double[] Scores(QualityMethod method, bool adjusted) =>
        Array.ConvertAll(_expected[$"score.{SnakeCase(method)}{(adjusted ? ".adjusted" : "")}"], Number);

    public double[] Vector(string name) => [.. _counts.GetProperty(name).EnumerateArray().Select(x => x.GetDouble())];

    public double[,] Matrix(string name)
    {
        var matrix = new double[_classes.Length, _classes.Length];
        foreach (var (r, row) in _counts.GetProperty(name).EnumerateArray().Index())
        {
            foreach (var (c, value) in row.EnumerateArray().Index())
            {
                matrix[r, c] = value.GetDouble();
            }
        }

        return matrix;
    }

    public int Count(string name) => _counts.GetProperty(name).GetInt32();

    public static string SnakeCase(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
