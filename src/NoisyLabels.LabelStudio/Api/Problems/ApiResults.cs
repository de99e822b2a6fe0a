namespace NoisyLabels.LabelStudio.Api.Problems;

internal static class ApiResults
{
    public static ApiResult<T> Of<T>(T value)
        where T : class => new(value, null);

    public static ApiResult<T> Failed<T>(ApiProblem problem)
        where T : class => new(null, problem);
}
