using System.CommandLine;
using System.Globalization;

namespace NoisyLabels.Cli.Commands;

/// <summary>Options that several verbs take, each time a new one: an option belongs to one verb.</summary>
internal static class CommonOptions
{
    public static Option<int> Threads() =>
        AtLeast(1, new Option<int>("--threads")
        {
            Description = "Threads that compute; the default is one a core.",
            HelpName = "N",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        });

    public static Option<int> Seed(string description) =>
        new("--seed") { Description = description, HelpName = "S", DefaultValueFactory = _ => 0 };

    public static Option<bool> DryRun(string description) => new("--dry-run") { Description = description };

    public static Option<int> Count(string name, int usual, string description) =>
        AtLeast(
            0,
            new Option<int>(name)
            {
                Description = description,
                HelpName = "N",
                DefaultValueFactory = _ => usual,
            });

    /// <summary>A share from 0 to 1.</summary>
    public static Option<double> Share(string name, double usual, string description)
    {
        var option = new Option<double>(name)
        {
            Description = description,
            HelpName = "0..1",
            DefaultValueFactory = _ => usual,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0
                && double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value)
                && value is not (>= 0 and <= 1))
            {
                result.AddError($"{name} must be from 0 to 1, not {result.Tokens[0].Value}.");
            }
        });
        return option;
    }

    /// <summary>One of several names; the first is the default.</summary>
    public static Option<string> OneOf(string name, string description, params IReadOnlyList<string> names)
    {
        var option = new Option<string>(name)
        {
            Description = $"{description}: {string.Join(", ", names)}.",
            HelpName = "NAME",
            DefaultValueFactory = _ => names[0],
        };
        option.CompletionSources.Add([.. names]);
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0
                && result.Tokens[0].Value is var given
                && !names.Contains(given, StringComparer.Ordinal))
            {
                var hint = UsageError.Guess(given, names) is { } meant ? $" Did you mean '{meant}'?" : "";
                result.AddError($"{name} takes one of {string.Join(", ", names)}; '{given}' is none of them.{hint}");
            }
        });
        return option;
    }

    private static Option<int> AtLeast(int least, Option<int> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var value) && value < least)
            {
                result.AddError($"{option.Name} must be at least {least}, not {value}.");
            }
        });
        return option;
    }
}
