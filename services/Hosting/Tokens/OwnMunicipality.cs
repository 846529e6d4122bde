using System.Security.Claims;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>Whose edition something belongs to.</summary>
/// <param name="Name">Null for what is from before editions said it: the municipality of the setting <c>Municipality</c>.</param>
public sealed record Municipality(string? Name);

/// <summary>What a service knows of where things belong.</summary>
public interface IMunicipalities
{
    /// <param name="things">What the address calls them, for instance "activities".</param>
    /// <returns>Null where there is no such thing, or it belongs to no edition.</returns>
    Task<Municipality?> FindAsync(string things, string id, CancellationToken cancellationToken);
}

/// <summary>Says of an endpoint that it looks by itself at whose edition something belongs to, or has to do with none.</summary>
public sealed record InAnyMunicipality;

/// <summary>
/// Whoever holds a role in the editions of one municipality does not hold it elsewhere: not for what belongs to another one, and not
/// where a call names nothing of which it is known. This is the one place: what follows sees somebody without the role, so that a new
/// call is closed to them until it says what it is about.
/// </summary>
public sealed class OwnMunicipality(RequestDelegate next, IConfiguration configuration)
{
    private readonly string byDefault = DefaultOf(configuration);

    /// <summary>As the claim has it.</summary>
    public static string Written(string role, string municipality) => $"{role} {municipality}";

    public static string DefaultOf(IConfiguration configuration) => configuration["Municipality"] ?? "";

    public async Task InvokeAsync(HttpContext context)
    {
        var held = context.User.FindAll(Roles.MunicipalityClaim).Select(claim => claim.Value).ToList();
        if (held.Count > 0 && context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<InAnyMunicipality>() is null)
        {
            var found = await FindAsync(context, endpoint);
            var name = found is null ? null : found.Name ?? byDefault;
            var lost = held.Select(each => each.Split(' ', 2)).Where(each => name is null || each[^1] != name).Select(each => each[0]).ToHashSet();
            if (lost.Count > 0)
            {
                context.User = Without(context.User, lost);
            }
        }

        await next(context);
    }

    private static async Task<Municipality?> FindAsync(HttpContext context, RouteEndpoint endpoint)
    {
        if (context.RequestServices.GetService<IMunicipalities>() is not { } municipalities
            || ThingIn(endpoint, context.Request.RouteValues) is not var (things, id))
        {
            return null;
        }

        return await municipalities.FindAsync(things, id, context.RequestAborted);
    }

    /// <summary>What an address is about: "/api/v1/activities/{id}/history" is about one of the activities.</summary>
    private static (string Things, string Id)? ThingIn(RouteEndpoint endpoint, RouteValueDictionary values)
    {
        string? before = null;
        foreach (var segment in endpoint.RoutePattern.PathSegments)
        {
            switch (segment.Parts[0])
            {
                case RoutePatternLiteralPart literal:
                    before = literal.Content;
                    break;
                case RoutePatternParameterPart parameter when before is not null:
                    return values[parameter.Name]?.ToString() is { } id ? (before, id) : null;
            }
        }

        return null;
    }

    private static ClaimsPrincipal Without(ClaimsPrincipal user, HashSet<string> roles) => new(user.Identities.Select(identity => new ClaimsIdentity(
        identity.Claims.Where(claim => claim.Type != identity.RoleClaimType || !roles.Contains(claim.Value)),
        identity.AuthenticationType,
        identity.NameClaimType,
        identity.RoleClaimType)));
}

public static class OwnMunicipalitySetup
{
    private const int LongestName = 60;

    /// <summary>The endpoint looks at it by itself, or has to do with no edition.</summary>
    public static TBuilder InAnyMunicipality<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new InAnyMunicipality());

    /// <summary>Whether the asker holds one of these roles also for something that the call names beside what its address is about.</summary>
    /// <param name="things">As an address would call them.</param>
    public static async Task<bool> HoldsForAsync(this HttpContext context, string things, string id, params string[] roles)
    {
        var held = roles.Where(context.User.IsInRole).Select(context.User.MunicipalityOf).ToList();
        if (held.Count == 0 || held.Contains(null))
        {
            return held.Count > 0;
        }

        var services = context.RequestServices;
        return await services.GetRequiredService<IMunicipalities>().FindAsync(things, id, context.RequestAborted) is { } found
            && held.Contains(found.Name ?? OwnMunicipality.DefaultOf(services.GetRequiredService<IConfiguration>()));
    }

    /// <summary>The one in whose editions somebody holds a role; null where they hold it in all.</summary>
    public static string? MunicipalityOf(this ClaimsPrincipal user, string role) =>
        user.FindAll(Roles.MunicipalityClaim).Select(claim => claim.Value.Split(' ', 2)).FirstOrDefault(each => each[0] == role)?[^1];

    /// <summary>How a municipality is named: small letters, digits and hyphens.</summary>
    public static IRuleBuilderOptions<T, string?> IsMunicipality<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(LongestName).Matches(@"^[a-z0-9]+(-[a-z0-9]+)*\z");
}
