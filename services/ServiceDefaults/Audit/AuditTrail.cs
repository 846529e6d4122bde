using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Privacy;
using BusinessFocus.Hosting.Tokens;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.ServiceDefaults.Audit;

/// <summary>Says of an endpoint that what staff do there is audited.</summary>
public sealed record Audited;

/// <summary>In which service.</summary>
public sealed record AuditedService(string Name);

/// <summary>
/// Writes who read or did what before the answer begins, refused calls too: what could not be written is not answered. Calls by a link
/// and by a visitor are the person's own, and are not audited.
/// </summary>
public sealed class AuditTrail(RequestDelegate next, AuditedService service, TimeProvider clock)
{
    private const string SubjectsItem = "audit subjects";

    /// <summary>What is secret in an address opens something: it is written nowhere.</summary>
    private static readonly HashSet<string> Secrets = ["token", "code"];

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<Audited>() is not null)
        {
            context.Response.OnStarting(() => RecordAsync(context, endpoint));
        }

        return next(context);
    }

    internal static void AddSubject(HttpContext context, string subject)
    {
        if (context.Items.TryGetValue(SubjectsItem, out var kept) && kept is HashSet<string> subjects)
        {
            subjects.Add(subject);
        }
        else
        {
            context.Items[SubjectsItem] = new HashSet<string> { subject };
        }
    }

    private async Task RecordAsync(HttpContext context, RouteEndpoint endpoint)
    {
        var user = context.User;
        if (user.Identity is not { IsAuthenticated: true, Name: { Length: > 0 } actor } || user.IsInRole(Roles.Visitor))
        {
            return;
        }

        var act = new ActWasAudited(
            service.Name,
            actor,
            [.. user.FindAll(Roles.RoleClaim).Select(role => role.Value)],
            endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? endpoint.RoutePattern.RawText ?? "",
            [.. InRoute(endpoint.RoutePattern, context.Request.RouteValues), .. context.Items[SubjectsItem] as IEnumerable<string> ?? []],
            Callers.AddressOf(context)?.ToString(),
            context.Response.StatusCode,
            clock.GetUtcNow());
        await using var session = context.RequestServices.GetRequiredService<ISessionFactory>().OpenSession();
        session.Events.StartStream(Guid.CreateVersion7(act.At), act);

        // Also where the asker has hung up: it was read all the same.
        await session.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>What the address names: "activities/{id}".</summary>
    private static IEnumerable<string> InRoute(RoutePattern pattern, RouteValueDictionary values)
    {
        var before = "";
        foreach (var segment in pattern.PathSegments)
        {
            foreach (var part in segment.Parts)
            {
                if (part is RoutePatternParameterPart parameter && !Secrets.Contains(parameter.Name) && values[parameter.Name]?.ToString() is { Length: > 0 and <= 100 } value)
                {
                    yield return $"{before}/{value}";
                }
                else if (part is RoutePatternLiteralPart literal)
                {
                    before = literal.Content;
                }
            }
        }
    }
}

public static class AuditTrailExtensions
{
    /// <summary>Who calls this with an access token is audited; also whom it is about, where the body says so and not the address.</summary>
    public static RouteHandlerBuilder Audited(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new Audited())
        .AddEndpointFilter((context, next) =>
        {
            foreach (var contact in context.Arguments.OfType<PersonRequest>().SelectMany(person => person.Contacts()))
            {
                AuditTrail.AddSubject(context.HttpContext, $"contacts/{contact}");
            }

            return next(context);
        });

    /// <summary>Whom a call turned out to be about, where only its body says so.</summary>
    public static void IsAbout(this HttpContext context, string subject) => AuditTrail.AddSubject(context, subject);

    public static void UseAuditTrail(this IApplicationBuilder app) => app.UseMiddleware<AuditTrail>();
}
