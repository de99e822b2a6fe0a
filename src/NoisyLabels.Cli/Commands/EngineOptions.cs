using System.CommandLine;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.InstanceGM;

namespace NoisyLabels.Cli.Commands;

/// <summary>Which engine and method tell wrong labels, and the settings of a training.</summary>
/// <remarks>
/// <c>--engine</c> is the short way to choose: frozen features with heads, or networks that are trained on the images.
/// <c>--method</c> names one method of either; where both are given they must agree.
/// </remarks>
internal sealed class EngineOptions
{
    private const string Frozen = "frozen";
    private const string InstanceGm = "instancegm";

    private readonly Option<string> _engine = CommonOptions.OneOf(
        "--engine", "Heads on frozen features, or networks trained on the images, slow without a GPU", Frozen, InstanceGm);

    private readonly Option<string> _method = CommonOptions.OneOf(
        "--method", "How wrong labels are told", [.. DetectionMethods.All.Select(method => method.Name)]);

    private readonly Option<string> _preset = CommonOptions.OneOf(
        "--preset", "Settings of InstanceGM", [.. InstanceGmOptions.Presets]);

    private readonly Option<int?> _epochs = new("--epochs")
    {
        Description = "Epochs of InstanceGM; warm-up and the rest of the schedule keep their shares. The default is the preset's.",
        HelpName = "N",
    };

    private readonly Option<int?> _width = new("--width")
    {
        Description = "Channels of the first layer of InstanceGM's classifier; the published network has 64.",
        HelpName = "N",
    };

    private readonly Option<int?> _imageSize = new("--train-size")
    {
        Description = "Side in pixels of the images that InstanceGM is trained on. The default is 32.",
        HelpName = "PX",
    };

    private readonly Option<double?> _mostHours = new("--max-hours")
    {
        Description = "Hours that a training may be forecast to take before it is refused. The default is 72.",
        HelpName = "H",
    };

    public IEnumerable<Option> All => [_engine, _method, .. Settings];

    private IEnumerable<Option> Settings => [_preset, _epochs, _width, _imageSize, _mostHours];

    /// <summary>Adds what contradicts itself to the errors of the command line.</summary>
    public void AddValidator(Command command) => command.Validators.Add(result =>
    {
        if (result.Errors.Any() || Contradiction(name => IsGiven(name, result), result) is not { } sentence)
        {
            return;
        }

        result.AddError(sentence);
    });

    /// <summary>The method that the options choose.</summary>
    public string Method(ParseResult parse) =>
        parse.GetResult(_method) is null or { Implicit: true } && parse.GetRequiredValue(_engine) == InstanceGm
            ? InstanceGm
            : parse.GetRequiredValue(_method);

    /// <summary>The settings of InstanceGM that the options choose.</summary>
    public InstanceGmOptions Training(ParseResult parse)
    {
        var preset = InstanceGmOptions.Preset(parse.GetRequiredValue(_preset), onFeatures: Method(parse) != InstanceGm);
        var scheduled = parse.GetValue(_epochs) is { } epochs ? preset.WithEpochs(epochs) : preset;
        return scheduled with
        {
            ClassifierWidth = parse.GetValue(_width) ?? scheduled.ClassifierWidth,
            ImageSize = parse.GetValue(_imageSize) ?? scheduled.ImageSize,
            MaxHours = parse.GetValue(_mostHours) ?? scheduled.MaxHours,
        };
    }

    private static bool IsGiven(Option option, System.CommandLine.Parsing.SymbolResult result) =>
        result.GetResult(option) is { Implicit: false };

    private string? Contradiction(Func<Option, bool> isGiven, System.CommandLine.Parsing.CommandResult result)
    {
        var engine = result.GetValue(_engine);
        var method = result.GetValue(_method) ?? "";
        var trainsOnImages = method == InstanceGm;
        if (isGiven(_engine) && isGiven(_method) && trainsOnImages != (engine == InstanceGm))
        {
            return engine == InstanceGm
                ? $"--engine {InstanceGm} trains on the images, and --method {method} looks at frozen features; leave one of them out."
                : $"--engine {Frozen} looks at frozen features, and --method {method} trains on the images; leave one of them out.";
        }

        var trains = engine == InstanceGm || method.StartsWith(InstanceGm, StringComparison.Ordinal);
        return !trains && Settings.FirstOrDefault(isGiven) is { } setting
            ? $"{setting.Name} is a setting of InstanceGM, which is not chosen; add --engine {InstanceGm}, or leave it out."
            : null;
    }
}
