using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NoisyLabels.Learning.InstanceGM.Training;

namespace NoisyLabels.Learning.InstanceGM.Checkpoints;

/// <summary>
/// Keeps all that a training needs to go on as if it had never stopped: weights, optimisers, judgements and position.
/// Random numbers follow from seed and position, so it holds no generator. The file is written beside and renamed;
/// its last 32 bytes are the SHA-256 of all before them.
/// </summary>
internal sealed class CheckpointFile(string path)
{
    /// <summary>Raised whenever the content changes its meaning.</summary>
    private const int Version = 1;

    private static ReadOnlySpan<byte> Magic => "NLIGMCKP"u8;

    private static int HeadLength => Magic.Length + sizeof(int);

    /// <summary>The file of that run in a folder: one for each dataset and settings, so that none is taken for another.</summary>
    public static CheckpointFile For(TrainingRun run, string folder)
    {
        var identity = SHA256.HashData(Encoding.UTF8.GetBytes(run.Fingerprint + SettingsThatMatter(run.Options)));
        return new(Path.Combine(folder, $"instancegm-{Convert.ToHexStringLower(identity)[..16]}.checkpoint"));
    }

    /// <summary>Deletes the file of a training that is done; a file that cannot be deleted does no harm.</summary>
    public void Remove() => Discard(path);

    /// <exception cref="UserErrorException">It cannot be written; what was there before is kept.</exception>
    public void Save(TrainingRun run)
    {
        var partial = $"{path}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var file = File.Create(partial))
            {
                Write(file, run);
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Discard(partial);
            throw new UserErrorException(
                $"Training stopped after epoch {run.State.Epoch}, as its checkpoint cannot be written to \"{path}\": "
                + $"{e.Message} "
                + "The checkpoint before it is kept; make room or choose another folder, and go on from there.", e);
        }
    }

    /// <summary>Puts a run in the state of the checkpoint. False where there is no file: the run begins.</summary>
    /// <exception cref="UserErrorException">
    /// The file is cut off, of another version, of other data or of other settings.
    /// </exception>
    public bool TryRestore(TrainingRun run)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var file = File.OpenRead(path);
            RequireWhole(file);
            file.Position = HeadLength;
            using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
            RequireSame(run, reader);
            CheckpointContent.Read(reader, run);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The checkpoint \"{path}\" cannot be read: {e.Message}", e);
        }
    }

    private static void Write(FileStream file, TrainingRun run)
    {
        using var hash = SHA256.Create();
        using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
        using (var buffered = new BufferedStream(hashed, 1 << 16))
        using (var writer = new BinaryWriter(buffered, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write(run.Fingerprint);
            writer.Write(SettingsThatMatter(run.Options));
            CheckpointContent.Write(writer, run);
        }

        file.Write(hash.Hash);
    }

    private void RequireWhole(FileStream file)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        var read = file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        if (read < HeadLength || file.Length < HeadLength + SHA256.HashSizeInBytes || !head.StartsWith(Magic))
        {
            throw new UserErrorException(
                $"\"{path}\" is no checkpoint of InstanceGM, or it is cut off. Remove it to start afresh.");
        }

        var version = BitConverter.ToInt32(head[Magic.Length..]);
        if (version != Version)
        {
            throw new UserErrorException(
                $"The checkpoint \"{path}\" is of version {version}, and this program reads version {Version}. "
                + "Use the program that made it, or remove it to start afresh.");
        }

        if (!HashOfContent(file).AsSpan().SequenceEqual(StoredHash(file)))
        {
            throw new UserErrorException(
                $"The checkpoint \"{path}\" is cut off or was changed. Remove it to start afresh.");
        }
    }

    private void RequireSame(TrainingRun run, BinaryReader reader)
    {
        if (reader.ReadString() != run.Fingerprint)
        {
            throw new UserErrorException(
                $"The checkpoint \"{path}\" is of another dataset: images, labels or their order differ. "
                + "Choose another folder, or remove it to start afresh.");
        }

        if (reader.ReadString() != SettingsThatMatter(run.Options))
        {
            throw new UserErrorException(
                $"The checkpoint \"{path}\" was made with other settings. "
                + "Use those again, choose another folder, or remove it to start afresh.");
        }
    }

    // A run may be made longer, and the limit on its forecast does not change its numbers.
    private static string SettingsThatMatter(InstanceGmOptions options) =>
        JsonSerializer.Serialize(options with { Epochs = 0, MaxHours = 0 });

    private static byte[] HashOfContent(FileStream file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        file.Position = 0;
        for (var left = file.Length - SHA256.HashSizeInBytes; left > 0;)
        {
            var read = file.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        return hash.GetHashAndReset();
    }

    private static byte[] StoredHash(FileStream file)
    {
        var stored = new byte[SHA256.HashSizeInBytes];
        file.Position = file.Length - stored.Length;
        file.ReadExactly(stored);
        return stored;
    }

    private static void Discard(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What stopped the writing may stop the deleting; the next checkpoint writes over it.
        }
    }
}
