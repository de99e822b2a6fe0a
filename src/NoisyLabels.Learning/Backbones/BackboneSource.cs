namespace NoisyLabels.Learning.Backbones;

/// <summary>Where a backbone that is to be added comes from: files on disk, or a web server.</summary>
internal abstract class BackboneSource : IDisposable
{
    /// <summary>What the description says; null where there is none.</summary>
    public abstract BackboneDescriptor? Descriptor { get; }

    /// <summary>From the description, else from the name of the ONNX file.</summary>
    public string Name => Descriptor?.Name ?? Path.GetFileNameWithoutExtension(ModelFile);

    /// <summary>Path or name of the ONNX file.</summary>
    protected abstract string ModelFile { get; }

    /// <exception cref="UserErrorException">There is nothing of the kind.</exception>
    public static BackboneSource Open(string fileOrUrl, BackboneOptions options) =>
        Uri.TryCreate(fileOrUrl, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? new WebSource(uri, options)
            : new FileSource(fileOrUrl);

    /// <summary>Writes the ONNX file to <paramref name="target"/>.</summary>
    public abstract void CopyModel(string target, IProgress<WorkProgress>? progress, CancellationToken cancellation);

    public virtual void Dispose()
    {
    }

    private sealed class FileSource : BackboneSource
    {
        private readonly ShelvedBackbone _files;

        public FileSource(string path)
        {
            if (!BackboneShelf.IsModel(path) && !BackboneShelf.IsDescriptor(path))
            {
                throw new UserErrorException(
                    $"{path} is neither an .onnx file nor the .json description of one, nor a web address.");
            }

            _files = BackboneShelf.FromFile(path);
            if (_files.Problem is { } problem)
            {
                throw new UserErrorException(problem);
            }
        }

        public override BackboneDescriptor? Descriptor => _files.Descriptor;

        protected override string ModelFile => _files.ModelPath;

        public override void CopyModel(
            string target, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
            File.Copy(_files.ModelPath, target, overwrite: true);
    }

    private sealed class WebSource : BackboneSource
    {
        private const long MaxDescriptorBytes = 1 << 20;

        private readonly Download _download;
        private readonly Uri _model;

        public WebSource(Uri uri, BackboneOptions options)
        {
            var isDescriptor = BackboneShelf.IsDescriptor(uri.AbsolutePath);
            if (!isDescriptor && !BackboneShelf.IsModel(uri.AbsolutePath))
            {
                throw new UserErrorException(
                    $"{Download.WithoutSecrets(uri)} must end in .onnx, or in .json for the description of an ONNX file.");
            }

            _download = new Download(options.DownloadTimeout, options.MaxDownloadBytes);
            var description = isDescriptor
                ? uri
                : Beside(uri, Path.GetFileNameWithoutExtension(uri.AbsolutePath) + ".json");
            var text = _download.Text(description, MaxDescriptorBytes, mayBeAbsent: !isDescriptor);
            Descriptor = text is null ? null : BackboneDescriptor.Parse(text, Download.WithoutSecrets(description));
            _model = isDescriptor ? Beside(uri, Uri.EscapeDataString(Descriptor!.File)) : uri;
        }

        public override BackboneDescriptor? Descriptor { get; }

        protected override string ModelFile => Uri.UnescapeDataString(_model.Segments[^1]);

        public override void CopyModel(
            string target, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
            _download.ToFile(_model, target, progress, cancellation);

        public override void Dispose()
        {
            _download.Dispose();
            base.Dispose();
        }

        /// <summary>
        /// Another file of the same folder, with the same query: signed addresses keep their signature.
        /// </summary>
        private static Uri Beside(Uri uri, string file) => new UriBuilder(new Uri(uri, file)) { Query = uri.Query }.Uri;
    }
}
