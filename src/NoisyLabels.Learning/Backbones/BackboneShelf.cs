using System.Security.Cryptography;

namespace NoisyLabels.Learning.Backbones;

/// <summary>A folder with ONNX files, most of them with a description beside.</summary>
internal sealed class BackboneShelf(string folder)
{
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>All that lies here, sound or not; nothing where the folder is missing.</summary>
    /// <exception cref="UserErrorException">The folder cannot be read.</exception>
    public IReadOnlyList<ShelvedBackbone> List()
    {
        try
        {
            ShelvedBackbone[] described = [.. Files("*.json").Select(ReadDescribed)];
            var taken = described.Select(b => b.ModelPath).ToHashSet(StringComparer.Ordinal);
            return [.. described, .. Files("*.onnx").Where(path => !taken.Contains(path)).Select(Bare)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The folder of backbones {Folder} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>
    /// The backbone of a single file: an ONNX file, with the description of the same name if there is one, or a
    /// description.
    /// </summary>
    /// <exception cref="UserErrorException">There is no such file.</exception>
    public static ShelvedBackbone FromFile(string path)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new UserErrorException($"There is no file {path}.");
        }

        if (IsDescriptor(full))
        {
            return ReadDescribed(full);
        }

        var beside = Path.ChangeExtension(full, ".json");
        return File.Exists(beside) ? ReadDescribed(beside) with { ModelPath = full } : Bare(full);
    }

    public static bool IsDescriptor(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    public static bool IsModel(string path) => path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads what is needed to run a backbone.</summary>
    /// <exception cref="UserErrorException">It is not sound; the message says what to do.</exception>
    public static Backbone Load(ShelvedBackbone shelved)
    {
        if (shelved.Problem is { } problem)
        {
            throw new UserErrorException(problem);
        }

        var hash = HashOf(shelved.ModelPath);
        if (shelved.Descriptor?.Sha256 is { } stated && stated != hash)
        {
            throw new UserErrorException(
                $"{shelved.ModelPath} is not the file that its description means: its SHA-256 is {hash}, not {stated}. "
                + "Fetch it again, or correct 'sha256' in the description.");
        }

        var descriptor = shelved.Descriptor ?? BareModel.Describe(shelved.ModelPath);
        return new Backbone
        {
            Name = shelved.Name,
            ModelPath = shelved.ModelPath,
            Sha256 = hash,
            License = descriptor.License,
            Input = descriptor.Input,
            Outputs = descriptor.Outputs,
            Notes = shelved.Descriptor is null ? [BareModel.Assumptions(shelved.ModelPath)] : [],
        };
    }

    public static string HashOf(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private IEnumerable<string> Files(string pattern) =>
        Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, pattern) : [];

    private static ShelvedBackbone Bare(string modelPath) =>
        new(Path.GetFileNameWithoutExtension(modelPath), modelPath, null, null, null);

    private static ShelvedBackbone ReadDescribed(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var stem = Path.GetFileNameWithoutExtension(path);
        try
        {
            var descriptor = BackboneDescriptor.Parse(File.ReadAllText(path), path);
            var model = Path.Combine(folder, descriptor.File);
            var problem = File.Exists(model) ? null : $"{path} describes {descriptor.File}, which is not there.";
            return new(descriptor.Name, model, path, descriptor, problem);
        }
        catch (UserErrorException e)
        {
            return new(stem, Path.ChangeExtension(path, ".onnx"), path, null, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(stem, Path.ChangeExtension(path, ".onnx"), path, null, $"{path} cannot be read: {e.Message}");
        }
    }
}

/// <summary>A backbone as found in a folder; its ONNX file has not been opened.</summary>
/// <param name="Name">From the description, else the file's name without its extension.</param>
/// <param name="ModelPath">The ONNX file.</param>
/// <param name="DescriptorPath">The description, if there is one.</param>
/// <param name="Descriptor">What it says; null without one, and where it is not sound.</param>
/// <param name="Problem">One sentence where it cannot be used.</param>
internal sealed record ShelvedBackbone(
    string Name,
    string ModelPath,
    string? DescriptorPath,
    BackboneDescriptor? Descriptor,
    string? Problem);
