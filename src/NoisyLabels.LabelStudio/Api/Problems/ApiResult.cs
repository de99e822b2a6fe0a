using System.Diagnostics.CodeAnalysis;

namespace NoisyLabels.LabelStudio.Api.Problems;

/// <summary>What Label Studio gave, or why it did not. Its failures are values, not exceptions.</summary>
public sealed record ApiResult<T>
    where T : class
{
    internal ApiResult(T? value, ApiProblem? problem)
    {
        Value = value;
        Problem = problem;
    }

    public T? Value { get; }

    public ApiProblem? Problem { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsSuccess => Value is not null;

    internal ApiResult<TNext> Then<TNext>(Func<T, TNext> next)
        where TNext : class => IsSuccess ? new(next(Value), null) : new(null, Problem);
}

internal static class ApiResults
{
    public static ApiResult<T> Of<T>(T value)
        where T : class => new(value, null);

    public static ApiResult<T> Fail<T>(ApiProblem problem)
        where T : class => new(null, problem);
}
