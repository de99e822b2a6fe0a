using NoisyLabels.Contracts;

namespace NoisyLabels.Server.Hosting;

/// <summary>The first segment of a path that names a Label Studio installation, and none of our own pages.</summary>
internal sealed class InstanceConstraint : IRouteConstraint
{
    public const string Name = "instance";

    private static readonly string[] Reserved = ["api", "assets", "projects", "openapi", "metrics"];

    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection) =>
        values[routeKey] is string segment && ProjectKey.IsInstance(segment) && !Reserved.Contains(segment);
}
