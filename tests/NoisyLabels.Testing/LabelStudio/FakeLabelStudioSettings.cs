namespace NoisyLabels.Testing.LabelStudio;

public sealed record FakeLabelStudioSettings
{
    public bool TakesLegacyTokens { get; init; } = true;

    /// <summary>The address guard of a fresh 1.23.2: backends and webhooks on loopback are refused.</summary>
    public bool GuardsAddresses { get; init; }

    /// <summary>With the guard on, the row of a refused backend is stored all the same.</summary>
    public bool KeepsGuardedRow { get; init; }

    /// <summary>Questions until an export is ready; 0 as without Redis.</summary>
    public int ExportPolls { get; init; }

    /// <summary>An old or an Enterprise one has none.</summary>
    public bool HasSnapshots { get; init; } = true;

    /// <summary>The LOCAL_FILES_DOCUMENT_ROOT: storages lie below it.</summary>
    public string DocumentRoot { get; init; } = "/files";

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
