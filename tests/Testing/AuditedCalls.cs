using System.Reflection;
using BusinessFocus.ServiceDefaults.Audit;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace BusinessFocus.Testing;

/// <summary>
/// What staff read of people, or do about them, is audited: a call whose answer has somebody's address or number, or whose own address says that
/// it is about people, needs the mark. OWASP API9:2023, improper inventory management: a new call is not forgotten.
/// </summary>
public static class AuditedCalls
{
    private static readonly string[] OfPeople = ["Email", "Phone", "Contact"];

    private static readonly string[] AboutPeople =
    [
        "accounts", "attendance", "audit", "check-ins", "companies", "conversations", "follow-ups", "members", "message", "notifications", "privacy", "recipients",
        "registrations", "responses", "visit-requests", "walk-ins",
    ];

    /// <param name="nobodysData">
    /// The names of the endpoints that seem to be about people and are not, or that nobody but the person can open: no access token of staff does.
    /// </param>
    public static void ShouldBeAll(IServiceProvider services, params IReadOnlyCollection<string> nobodysData)
    {
        var endpoints = services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
            .DistinctBy(NameOf)
            .ToList();
        endpoints.ShouldNotBeEmpty();
        endpoints.Where(endpoint => IsAboutPeople(endpoint) && endpoint.Metadata.GetMetadata<Audited>() is null).Select(NameOf)
            .ShouldBe(nobodysData, ignoreOrder: true, customMessage: "each needs .Audited()");
    }

    private static bool IsAboutPeople(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.PathSegments.SelectMany(segment => segment.Parts).OfType<RoutePatternLiteralPart>().Any(part => AboutPeople.Contains(part.Content))
        || endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>()
            .Any(answer => answer is { StatusCode: >= 200 and < 300, Type: { } type } && HasPeople(type, []));

    private static bool HasPeople(Type type, HashSet<Type> seen) =>
        type.HasElementType ? HasPeople(type.GetElementType()!, seen)
        : type.GetGenericArguments().Any(argument => HasPeople(argument, seen))
            || (type.Namespace?.StartsWith("BusinessFocus.", StringComparison.Ordinal) == true
                && !type.IsEnum
                && seen.Add(type)
                && type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Any(property => OfPeople.Contains(property.Name) || HasPeople(property.PropertyType, seen)));

    private static string NameOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName;
}
