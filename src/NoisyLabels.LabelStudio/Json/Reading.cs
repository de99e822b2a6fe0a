using System.Diagnostics.CodeAnalysis;

namespace NoisyLabels.LabelStudio.Json;

/// <summary>
/// What reading something from others gave: a message, or one sentence that says what is wrong.
/// </summary>
public sealed record Reading<T>
    where T : class
{
    internal Reading(T? message, string? problem)
    {
        Message = message;
        Problem = problem;
    }

    public T? Message { get; }

    /// <summary>For people: what is wrong. It holds no secret and nothing long of what was read.</summary>
    public string? Problem { get; }

    [MemberNotNullWhen(true, nameof(Message))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsMessage => Message is not null;
}

internal static class Readings
{
    public static Reading<T> Of<T>(T message)
        where T : class => new(message, null);

    public static Reading<T> Refuse<T>(string problem)
        where T : class => new(null, problem);
}
