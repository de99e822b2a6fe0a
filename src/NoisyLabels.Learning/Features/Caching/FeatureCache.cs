using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using NoisyLabels.Learning.Backbones;

namespace NoisyLabels.Learning.Features.Caching;

/// <summary>
/// Features by content, in a file that several processes may use and that survives being killed. It is a convenience:
/// whatever goes wrong with it becomes a warning, and the run goes on without it. Safe for many threads.
/// </summary>
internal sealed class FeatureCache : IDisposable
{
    /// <summary>Room for eight million images of 512 features.</summary>
    public const long UsualMaxBytes = 16L << 30;

    /// <summary>Vectors that are written at once.</summary>
    private const int BatchSize = 256;

    /// <summary>Most that a killed run loses.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly long _maxBytes;
    private readonly TimeProvider _time;
    private readonly List<string> _warnings = [];
    private readonly List<(byte[] Key, CachedFeatures Features)> _pending = [];
    private FeatureTable? _table;
    private bool _isWritable = true;
    private long _lastWrite;

    /// <param name="folder">Made where it is missing.</param>
    /// <param name="maxBytes">The file does not grow beyond this.</param>
    public FeatureCache(string folder, TimeProvider time, long maxBytes = UsualMaxBytes)
    {
        (_path, _maxBytes, _time) = (Path.Combine(folder, "features-v1.db"), maxBytes, time);
        _lastWrite = time.GetTimestamp();
        Guard(Open, Close);
    }

    /// <summary>What went wrong so far.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_gate)
            {
                return [.. _warnings];
            }
        }
    }

    /// <param name="dimension">Numbers that the vector must have; anything else counts as not found.</param>
    public CachedFeatures? Find(byte[] key, int dimension)
    {
        lock (_gate)
        {
            CachedFeatures? found = null;
            Guard(() => found = _table?.Find(key), Close);
            return found?.Vector.Length == dimension ? found : null;
        }
    }

    public void Add(byte[] key, CachedFeatures features)
    {
        lock (_gate)
        {
            if (_table is null || !_isWritable)
            {
                return;
            }

            _pending.Add((key, features));
            if (_pending.Count >= BatchSize || _time.GetElapsedTime(_lastWrite) >= MaxAge)
            {
                WritePending();
            }
        }
    }

    /// <summary>Writes what has not been written yet.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            WritePending();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            WritePending();
            Close();
        }
    }

    private void WritePending()
    {
        if (_pending.Count > 0)
        {
            // A full disk is no reason not to read what is there.
            Guard(() => _table?.Write(_pending), () => _isWritable = false);
            _pending.Clear();
            _lastWrite = _time.GetTimestamp();
        }
    }

    private void Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        _table = new FeatureTable(_path, _maxBytes);
    }

    private void Close()
    {
        _table?.Dispose();
        _table = null;
    }

    /// <summary>
    /// Runs an action on the file. A damaged file is replaced by a new one; other failures become warnings.
    /// </summary>
    private void Guard(Action action, Action onFailure)
    {
        try
        {
            action();
        }
        catch (SqliteException e) when (FeatureTable.IsDamage(e))
        {
            Guard(StartAnew, Close);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            onFailure();
            _warnings.Add(
                $"The cache of features, {_path}, cannot be used ({e.Message.TrimEnd('.')}). "
                + "This run goes on without it; the next one will compute its features again. "
                + "Set NOISYLABELS_CACHE to a folder that can be written and has room.");
        }
    }

    private void StartAnew()
    {
        Close();
        var aside = _path + ".damaged";
        try
        {
            File.Move(_path, aside, overwrite: true);
            File.Delete(_path + "-wal");
            File.Delete(_path + "-shm");
            Open();
            _warnings.Add(
                $"The cache of features was damaged. It has been set aside as {aside}; "
                + "features are computed anew.");
        }
        catch (SqliteException e) when (FeatureTable.IsDamage(e))
        {
            throw new IOException(e.Message, e);
        }
    }
}

/// <summary>What is kept of one image and one size.</summary>
/// <param name="Width">Width of the image itself in pixels, upright.</param>
/// <param name="Height">Height of the image itself in pixels, upright.</param>
/// <param name="Vector">Its features.</param>
internal sealed record CachedFeatures(int Width, int Height, float[] Vector);

/// <summary>Makes the keys under which the features of one backbone and size are kept.</summary>
internal sealed class FeatureKey(Backbone backbone, int size)
{
    /// <summary>Goes up when decoding, resizing or encoding changes: features made before then count no more.</summary>
    public const int PipelineVersion = 2;

    private readonly byte[] _recipe =
        SHA256.HashData(Encoding.ASCII.GetBytes($"{PipelineVersion}\n{size}\n{backbone.Fingerprint()}"));

    /// <summary>SHA-256 of the recipe followed by the SHA-256 of the file's content.</summary>
    public byte[] For(ReadOnlySpan<byte> contentSha256) => SHA256.HashData([.. _recipe, .. contentSha256]);
}
