using System.Text;
using NoisyLabels.Common.Files;
namespace NoisyLabels.Learning.Backbones;

/// <summary>Puts a backbone into the data folder, after it has shown that it works.</summary>
internal sealed class BackboneIntake(string folder)
{
    /// <exception cref="UserErrorException">It is not what its description says, or does not run.</exception>
    public Backbone Take(BackboneSource source, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        // The file has its final name, as messages name it, and stays in a folder of its own until it has been tried.
        var incoming = Directory.CreateDirectory(Path.Combine(folder, $".incoming-{Environment.ProcessId}")).FullName;
        var part = Path.Combine(incoming, source.Name + ".onnx");
        try
        {
            source.CopyModel(part, progress, cancellation);
            var hash = BackboneShelf.HashOf(part);
            if (source.Descriptor?.Sha256 is { } stated && stated != hash)
            {
                throw new UserErrorException(
                    $"The ONNX file is not the one that its description means: its SHA-256 is {hash}, not {stated}.");
            }

            var facts = source.Descriptor ?? BareModel.Describe(part);
            var descriptor = facts with { Name = source.Name, File = source.Name + ".onnx", Sha256 = hash };
            Try(descriptor, part, hash);
            Keep(descriptor, part);
            var shelved = BackboneShelf.FromFile(Path.Combine(folder, descriptor.File));
            return BackboneShelf.Load(shelved) with
            {
                Notes = source.Descriptor is null ? [BareModel.Assumptions(descriptor.File)] : [],
            };
        }
        finally
        {
            Directory.Delete(incoming, recursive: true);
        }
    }

    private static void Try(BackboneDescriptor descriptor, string model, string hash)
    {
        var backbone = new Backbone
        {
            Name = descriptor.Name,
            ModelPath = model,
            Sha256 = hash,
            Input = descriptor.Input,
            Outputs = descriptor.Outputs,
        };
        using var session = BackboneSession.Open(backbone);
        session.Check(backbone, descriptor.Input.Size);
    }

    private void Keep(BackboneDescriptor descriptor, string part)
    {
        // The description comes last: without it the file would be taken for one whose facts are unknown.
        File.Move(part, Path.Combine(folder, descriptor.File), overwrite: true);
        AtomicFile.Write(
            Path.Combine(folder, descriptor.Name + ".json"), Encoding.UTF8.GetBytes(descriptor.ToJson()));
    }
}
