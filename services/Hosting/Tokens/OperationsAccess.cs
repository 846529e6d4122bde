using System.Net;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>
/// Who may look inside a process, at its figures and the states of its libraries: operators by their token, and the networks of the
/// setting <c>Operations:Networks</c>, for what collects figures and has no token.
/// </summary>
public sealed class OperationsAccess(IConfiguration configuration)
{
    private readonly IReadOnlyList<IPNetwork> networks = [.. (configuration.GetSection("Operations:Networks").Get<string[]>() ?? [])
        .Where(network => network.Length > 0)
        .Select(network => IPNetwork.Parse(network))];

    public bool Has(HttpContext context) => context.User.IsInRole(Roles.Operator) || IsNear(context.Connection.RemoteIpAddress);

    private bool IsNear(IPAddress? address) =>
        address is not null && networks.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));
}

public static class OperationsAccessSetup
{
    /// <summary>Only for those who may look inside: others get 401 or 403.</summary>
    public static TBuilder OnlyForOperations<TBuilder>(this TBuilder endpoint, OperationsAccess access) where TBuilder : IEndpointConventionBuilder =>
        // By the token, also where people sign in by a cookie.
        endpoint.RequireAuthorization(policy => policy.AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme).RequireAssertion(asked => asked.Resource is HttpContext context && access.Has(context)));
}
