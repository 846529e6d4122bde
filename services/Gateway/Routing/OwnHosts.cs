using BusinessFocus.Hosting.Http;

namespace BusinessFocus.Gateway.Routing;

/// <summary>
/// Host names of editions' own (the setting <c>Links:Web</c>, a list of addresses), for posters and advertisements. What is opened below one leads to the
/// same below the address that all is at: where people sign in, and which their browser keeps things for.
/// </summary>
public static class OwnHosts
{
    public const string Setting = "Links:Web";

    /// <summary>Before all else: nothing is answered in an edition's own name.</summary>
    public static void UseOwnHosts(this WebApplication app)
    {
        var hosts = In(app.Configuration);
        if (hosts.Count == 0)
        {
            return;
        }

        var publicUrl = app.Configuration.PublicUrl();
        app.Use((context, next) =>
        {
            if (LeadsTo(context.Request.Host.Host, $"{context.Request.Path.ToUriComponent()}{context.Request.QueryString}", hosts, publicUrl) is not { } address)
            {
                return next(context);
            }

            // Not for ever: the name may be another edition's next year. A form keeps what was typed.
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect(address, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
    }

    /// <exception cref="InvalidOperationException">One of them is no web address, or is the one that all is at.</exception>
    public static IReadOnlySet<string> In(IConfiguration configuration)
    {
        var hosts = (configuration.GetSection(Setting).Get<string[]>() ?? [])
            .Where(address => address.Length > 0)
            .Select(address => WebAddress.Read(address)?.Host ?? throw new InvalidOperationException($"{Setting} has {address}, which is not a web address."))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return hosts.Count > 0 && hosts.Contains(new Uri(configuration.PublicUrl()).Host)
            ? throw new InvalidOperationException($"{Setting} has the host of PublicUrl, which would lead to itself.")
            : hosts;
    }

    /// <param name="path">With its query.</param>
    /// <returns>Null for a host that is no edition's own.</returns>
    public static string? LeadsTo(string host, string path, IReadOnlySet<string> hosts, string publicUrl) => hosts.Contains(host) ? publicUrl + path : null;
}
