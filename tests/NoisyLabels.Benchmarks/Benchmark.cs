
namespace NoisyLabels.Benchmarks;

/// <summary>One thing to measure.</summary>
/// <param name="Name">The first word of the command line.</param>
/// <param name="Description">What is measured, and its options.</param>
/// <param name="Measure">Prints what it finds.</param>
internal sealed record Benchmark(string Name, string Description, Action<BenchmarkArguments> Measure)
{
    /// <summary>Runs the benchmark that the first argument names; without one, says which there are.</summary>
    public static int Run(string[] args, IReadOnlyList<Benchmark> all)
    {
        if (all.FirstOrDefault(b => b.Name == args.FirstOrDefault()) is { } chosen)
        {
            try
            {
                chosen.Measure(new BenchmarkArguments(args[1..]));
                return 0;
            }
            catch (UserErrorException e)
            {
                Console.Error.WriteLine(e.Message);
                return 1;
            }
        }

        foreach (var benchmark in all)
        {
            Console.WriteLine($"{benchmark.Name,-14}{benchmark.Description}");
        }

        return 2;
    }
}
