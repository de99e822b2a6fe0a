using NoisyLabels.Contracts;

namespace NoisyLabels.Server.Backend;

/// <summary>
/// The first segment of an address, as the name of a Label Studio installation: any name that is not one of our own.
/// </summary>
internal sealed class InstanceName : IRouteConstraint
{
    /// <summary>How routes name the constraint, and the value.</summary>
    public const string Key = "instance";

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "api", "assets", "corrections.json", "delete", "duplicate_model", "health", "job_status", "metrics", "openapi",
        "predict", "projects", "ready", "setup", "train", "validate", "versions", "webhook",
    };

    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value)
        && value is string name
        && !Reserved.Contains(name)
        && ProjectKey.IsInstance(Lower(name));

    /// <summary>The instance of a request; that without a name where its address has none.</summary>
    public static string Of(HttpContext context) =>
        context.GetRouteValue(Key) is string name ? Lower(name) : ProjectKey.DefaultInstance;

    private static string Lower(string name) => name.ToLowerInvariant();
}
