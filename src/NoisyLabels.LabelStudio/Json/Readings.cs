namespace NoisyLabels.LabelStudio.Json;

internal static class Readings
{
    public static Reading<T> Of<T>(T message)
        where T : class => new(message, null);

    public static Reading<T> Refused<T>(string problem)
        where T : class => new(null, problem);
}
