using System.Globalization;
using NoisyLabels.Learning.InstanceGM.Training;

namespace NoisyLabels.Learning.InstanceGM.Forecasts;

/// <summary>What time a training will take, told before it begins.</summary>
/// <param name="Duration">
/// Estimated from the time of a few calls of the networks, on this machine as busy as it is now.
/// </param>
internal sealed record TimeForecast(TimeSpan Duration)
{
    /// <summary>
    /// Views, losses, and memory that the system must clear first: trainings took 1.2 to 1.8 times as long as the calls of
    /// their networks alone.
    /// </summary>
    public const double BesideNetworks = 1.35;

    /// <summary>Like "about 13 minutes".</summary>
    public string InWords => Duration.TotalMinutes switch
    {
        <= 1 => "about a minute",
        < 90 => $"about {Math.Round(Duration.TotalMinutes).ToString(CultureInfo.InvariantCulture)} minutes",
        _ => $"about {Hours(Duration.TotalHours)} hours",
    };

    /// <param name="images">Images that are trained on.</param>
    public static TimeForecast Of(InstanceGmOptions options, NetworkProbe probe, int images) => new(
        TimeSpan.FromSeconds(
            BesideNetworks * probe.SecondsOfPass * new WorkModel(options, probe.Costs, images).Epochs(0, WorkModel.UsualShare)));

    /// <exception cref="UserErrorException">It would take longer.</exception>
    public void RequireWithin(double maxHours)
    {
        if (Duration.TotalHours > maxHours)
        {
            throw new UserErrorException(
                $"InstanceGM would take about {Hours(Duration.TotalHours)} hours here, and the limit is {Hours(maxHours)}. "
                + "Use the preset light, lower ImageSize (--train-size), ClassifierWidth (--width) or Epochs (--epochs), or raise "
                + "MaxHours (--max-hours).");
        }
    }

    private static string Hours(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
