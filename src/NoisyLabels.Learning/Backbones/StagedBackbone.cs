using Google.Protobuf;
using Onnx;

namespace NoisyLabels.Learning.Backbones;

/// <summary>Gives a backbone with one output further ones: the means over the picture of its last blocks.</summary>
internal static class StagedBackbone
{
    /// <summary>Goes up when what is added to a file changes: copies in the cache folder are made anew.</summary>
    private const int Version = 1;

    /// <returns>
    /// The backbone with its stages before its own output, over a copy in the cache folder; or as it is, where its
    /// description names several outputs already, where it has no stages, or where no copy can be written (with a
    /// note).
    /// </returns>
    public static Backbone Of(Backbone backbone, string cacheFolder)
    {
        if (backbone.Outputs is not [_] || backbone.Input.Layout != PixelLayout.Nchw)
        {
            return backbone;
        }

        try
        {
            var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(backbone.ModelPath));
            if (model.Graph is not { } graph || ResidualStages.Find(graph) is not { Count: > 0 } stages)
            {
                return backbone;
            }

            var path = Path.Combine(cacheFolder, "backbones", $"{backbone.Name}-{backbone.Sha256[..12]}-stages-v{Version}.onnx");
            if (!File.Exists(path))
            {
                DynamicShape.AddPooled(graph, stages);
                DynamicShape.Write(model, path);
            }

            return backbone with { ModelPath = path, Outputs = [.. stages.Select(s => s.Output), .. backbone.Outputs] };
        }
        catch (InvalidProtocolBufferException)
        {
            // ONNX Runtime loads the file next and says best what is wrong with it.
            return backbone;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return backbone with { Notes = [.. backbone.Notes, $"Its inner stages are not used: the copy that gives them could not be written ({e.Message})."] };
        }
    }
}
