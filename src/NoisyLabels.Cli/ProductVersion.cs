using System.Reflection;

namespace NoisyLabels.Cli;

internal static class ProductVersion
{
    /// <summary>As in <c>0.1.0</c>, without the commit that the build appends.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
            .InformationalVersion.Split('+')[0] ?? "unknown";
}
