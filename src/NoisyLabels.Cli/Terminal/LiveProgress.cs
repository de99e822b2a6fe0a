using System.Collections.Concurrent;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NoisyLabels.Cli.Terminal;

/// <summary>Progress on a terminal: one bar a phase, with rate and time left, redrawn in place.</summary>
internal sealed class LiveProgress : IProgress<WorkProgress>
{
    /// <summary>On a narrower terminal the figures alone take all the room.</summary>
    private const int MinWidthOfBar = 60;

    private readonly ProgressContext _context;
    private readonly MeterColumn _meters;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private (string Phase, ProgressTask Task, ProgressMeter Meter)? _current;

    private LiveProgress(ProgressContext context, MeterColumn meters, TimeProvider clock) =>
        (_context, _meters, _clock) = (context, meters, clock);

    /// <summary>Draws while <paramref name="work"/> runs; finished bars stay and tell what took how long.</summary>
    public static Task<T> ShowAsync<T>(
        IAnsiConsole console,
        TimeProvider clock,
        Func<IProgress<WorkProgress>, Task<T>> work)
    {
        var meters = new MeterColumn();
        var phase = new TaskDescriptionColumn { Alignment = Justify.Left };
        ProgressColumn[] columns = console.Profile.Width < MinWidthOfBar
            ? [phase, meters]
            : [phase, Bar(console), new PercentageColumn(), meters];
        return console
            .Progress()
            .Columns(columns)
            .StartAsync(context => work(new LiveProgress(context, meters, clock)));
    }

    public void Report(WorkProgress value)
    {
        lock (_lock)
        {
            if (_current?.Phase != value.Phase)
            {
                Finish();
                var task = _context.AddTask(Markup.Escape(value.Phase), maxValue: 1);
                _current = (value.Phase, task, new ProgressMeter(_clock));
            }

            var (_, bar, meter) = _current.Value;
            meter.Report(value);
            bar.IsIndeterminate(value.Total is null);
            bar.MaxValue = Math.Max(1, value.Total ?? 1);
            bar.Value = value.Total is null ? 0 : value.Done;
            _meters.Show(bar, meter.ToString());
        }
    }

    private void Finish()
    {
        if (_current?.Task is { IsFinished: false } task)
        {
            task.IsIndeterminate(false);
            task.Value = task.MaxValue;
            task.StopTask();
        }
    }

    private static ProgressBarColumn Bar(IAnsiConsole console) => new()
    {
        Width = Math.Clamp(console.Profile.Width - 66, 8, 40),
        CompletedStyle = new Style(Color.Green),
        FinishedStyle = new Style(Color.Green),
        RemainingStyle = new Style(Color.Grey),
    };

    private sealed class MeterColumn : ProgressColumn
    {
        private readonly ConcurrentDictionary<int, string> _texts = new();

        protected override bool NoWrap => true;

        public void Show(ProgressTask task, string text) => _texts[task.Id] = text;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(_texts.GetValueOrDefault(task.Id, string.Empty), new Style(Color.Grey)).Ellipsis();
    }
}
