using NoisyLabels.Contracts;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Annotations;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Testing;

namespace NoisyLabels.Grains.Tests.Storage;

/// <summary>Migrated, empty tables of one engine.</summary>
internal sealed class Store : IAsyncDisposable
{
    public static readonly ProjectKey Key = new("default", 14, 1795570229);
    public static readonly ProjectKey OtherKey = new("team-a", 14, 0);
    public static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder;

    private Store(TemporaryFolder folder, StorageOptions options)
    {
        _folder = folder;
        Options = options;
        Database = new Database(options);
    }

    public StorageOptions Options { get; }

    public Database Database { get; }

    public static async Task<Store> OpenAsync(Engine engine, PostgresServer postgres)
    {
        var folder = new TemporaryFolder();
        var store = new Store(folder, new StorageOptions
        {
            DataDirectory = folder["data"],
            ConnectionString = engine is Engine.PostgreSql ? await postgres.CreateDatabaseAsync() : null,
        });
        await store.Database.MigrateAsync();
        return store;
    }

    public static TaskRecord Task(long id, string image = "/data/upload/1.png") =>
        new() { Id = id, Data = TaskData.Parse($$"""{"image":"{{image}}"}""") };

    public static StoredAnnotation Annotation(long id, long task, bool isSkipped = false, bool isStar = false) => new(
        id,
        new AnnotationRecord
        {
            Id = id,
            TaskId = task,
            CompletedBy = 1,
            WasCancelled = isSkipped,
            GroundTruth = isStar,
            Regions =
            [
                new ResultRegion { FromName = "label", ToName = "image", Type = "choices", Choices = [["cat"]] },
            ],
        },
        IsDeleted: false,
        Noon);

    public Task<T> ReadAsync<T>(Func<Session, Task<T>> read) => Database.ReadAsync(read);

    public Task<T> WriteAsync<T>(Func<Session, Task<T>> write) => Database.WriteAsync(write);

    public Task WriteAsync(Func<Session, Task> write) => Database.WriteAsync(write);

    public Task<int> SaveTasksAsync(params TaskRecord[] tasks) =>
        WriteAsync(session => TaskTable.SaveAsync(session, Key, tasks, Noon));

    public Task SaveAnnotationsAsync(params StoredAnnotation[] annotations) =>
        WriteAsync(session => AnnotationTable.SaveAsync(session, Key, annotations));

    public Task<ProjectCounts> CountsAsync() => ReadAsync(session => ProjectTable.CountAsync(session, Key));

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Dispose();
    }
}
