using NoisyLabels.Contracts;

namespace NoisyLabels.Server.Backend;

/// <summary>
/// Takes the first segment of an address for the name of a Label Studio installation, unless the server uses the name
/// itself.
/// </summary>
internal sealed class InstanceName : IRouteConstraint
{
    /// <summary>The name of the constraint, and of its value, in routes.</summary>
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

    /// <summary>The instance that the request names; the default instance when it names none.</summary>
    public static string Of(HttpContext context) =>
        context.GetRouteValue(Key) is string name ? Lower(name) : ProjectKey.DefaultInstance;

    private static string Lower(string name) => name.ToLowerInvariant();
}
