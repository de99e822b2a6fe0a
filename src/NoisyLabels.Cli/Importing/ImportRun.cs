using NoisyLabels.Cli.Connecting;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Cli.Importing;

/// <summary>One pass over the images: what is new is uploaded and imported, a batch at a time.</summary>
internal sealed class ImportRun(
    LabelStudioAccess access,
    ImportOptions options,
    ImportTarget target,
    ImageDataset dataset,
    Func<DatasetItem, string>? addressOf,
    KnownTasks known,
    TimeProvider clock)
{
    private const int Attempts = 5;

    private readonly Uploads _uploads = new(access, target.Id ?? 0);
    private readonly Dictionary<string, DatasetItem> _byContent = new(StringComparer.Ordinal);
    private readonly List<ContradictingPair> _contradictions = [];
    private readonly List<SkippedImage> _unread = [];
    private readonly List<HashedImage> _images = [];
    private readonly Dictionary<string, NewFile> _files = new(StringComparer.Ordinal);
    private long _fileBytes;
    private int _imported;

    public async Task<ImportSummary> RunAsync(
        IReadOnlyList<DatasetItem> items,
        ImportSummary summary,
        IProgress<WorkProgress> progress,
        CancellationToken token)
    {
        if (addressOf is null && !target.IsNew)
        {
            await _uploads.RememberAsync(token);
        }

        var phase = options.DryRun ? "looking" : "importing";
        var changed = new List<string>();
        var there = 0;
        foreach (var (index, item) in items.Index())
        {
            if (await ReadAsync(item, token) is not { } image)
            {
                continue;
            }

            Compare(image);
            if (!known.Has(item.FileName))
            {
                await TakeAsync(image, token);
            }
            else if (known.Differs(item.FileName, image.Sha256))
            {
                changed.Add(item.FileName);
            }
            else
            {
                there++;
            }

            progress.Report(new WorkProgress(phase, index + 1, items.Count, "images"));
        }

        await SendAsync(token);
        return summary with
        {
            Imported = _imported,
            AlreadyThere = there,
            Changed = changed,
            Contradictions = _contradictions,
            Skipped = [.. summary.Skipped, .. _unread],
        };
    }

    private async Task<HashedImage?> ReadAsync(DatasetItem item, CancellationToken token)
    {
        try
        {
            return await HashedImage.ReadAsync(item, token);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _unread.Add(new SkippedImage(item.FileName, $"It can no longer be read: {e.Message}"));
            return null;
        }
    }

    private void Compare(HashedImage image)
    {
        if (!_byContent.TryAdd(image.Sha256, image.Item)
            && _byContent[image.Sha256] is var other
            && other.GivenLabel != image.Item.GivenLabel)
        {
            _contradictions.Add(new ContradictingPair(
                other.FileName, Label(other), image.Item.FileName, Label(image.Item)));
        }
    }

    private async Task TakeAsync(HashedImage image, CancellationToken token)
    {
        if (options.DryRun)
        {
            _imported++;
            return;
        }

        if (addressOf is null)
        {
            await TakeFileAsync(image, token);
        }

        _images.Add(image);
        if (_images.Count == options.TaskBatch)
        {
            await SendAsync(token);
        }
    }

    private async Task TakeFileAsync(HashedImage image, CancellationToken token)
    {
        var name = Uploads.NameOf(image.Item.FileName, image.Sha256);
        if (_uploads.AddressOf(name) is not null || _files.ContainsKey(name))
        {
            return;
        }

        var file = new NewFile(name, await File.ReadAllBytesAsync(image.Item.FullPath, token));
        _files.Add(name, file);
        _fileBytes += file.Content.Length;
        if (_files.Count == options.UploadBatch || _fileBytes >= options.UploadBytes)
        {
            await UploadAsync(token);
        }
    }

    private async Task UploadAsync(CancellationToken token)
    {
        if (_files.Count == 0)
        {
            return;
        }

        await TryAsync(() => _uploads.SendAsync([.. _files.Values], token), token);
        _files.Clear();
        _fileBytes = 0;
    }

    private async Task SendAsync(CancellationToken token)
    {
        await UploadAsync(token);
        IReadOnlyList<HashedImage> left = [.. _images];
        var isFirst = true;
        await TryAsync(
            async () =>
            {
                if (!isFirst)
                {
                    // What broke off may have been stored all the same.
                    var now = new KnownTasks(await TaskOrigin.ReadAllAsync(access.Client, target.Id!.Value, token));
                    left = [.. left.Where(image => !now.Has(image.Item.FileName))];
                }

                isFirst = false;
                NewTask[] tasks = [.. left.Select(TaskOf)];
                return tasks.Length == 0
                    ? null
                    : (await access.Client.Imports.TasksAsync(target.Id!.Value, tasks, token)).Problem;
            },
            token);
        _imported += _images.Count;
        _images.Clear();
    }

    private async Task TryAsync(Func<Task<ApiProblem?>> attempt, CancellationToken token)
    {
        for (var tries = 1; await attempt() is { } problem; tries++)
        {
            if (!problem.MayPass || tries == Attempts)
            {
                throw new UserErrorException(
                    $"{problem.Message} {_imported:N0} images were imported; what is in the project stays, and running "
                    + "the same command again goes on from there.");
            }

            await Task.Delay(options.RetryDelay * (1 << (tries - 1)), clock, token);
        }
    }

    private NewTask TaskOf(HashedImage image)
    {
        var item = image.Item;
        var data = new Dictionary<string, string>
        {
            [target.ImageKey] = addressOf is null
                ? _uploads.AddressOf(Uploads.NameOf(item.FileName, image.Sha256))!
                : addressOf(item),
            [TaskKeys.FileName] = item.FileName,
            [TaskKeys.Sha256] = image.Sha256,
            [TaskKeys.GivenLabel] = Label(item),
        };
        if (item.Split is { } split)
        {
            data[TaskKeys.Split] = split;
        }

        var regions = PredictionRegions.For(target.Control, [Label(item)], null, TaskData.Empty);
        return new NewTask(data)
        {
            Annotations = regions.Count == 0 ? [] : [new NewAnnotation(regions) { CompletedBy = target.Annotator }],
        };
    }

    private string Label(DatasetItem item) => dataset.Classes[item.GivenLabel];
}
