using System.Security.Claims;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Rendering;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Templating;

/// <summary>
/// Only for organisers of all municipalities; one of a single municipality is refused with 403. Goes back to the words that come with the service;
/// again changes nothing. 404 <c>not-found</c> for an unknown key. 412 where <c>If-Match</c> is not the newest version.
/// </summary>
public static class ResetTemplate
{
    /// <param name="by">The <c>sub</c> of whoever asks for it.</param>
    public static Decision Decide(Template template, TemplateKey key, string? by, DateTimeOffset now) =>
        template.Source is null ? Decision.Nothing : Decision.Of(new TemplateReset(key.ToString(), by, now));
}

/// <summary>The endpoint of <see cref="ResetTemplate"/>.</summary>
public static class ResetTemplateEndpoint
{
    public static void MapResetTemplate(this RouteGroupBuilder api) =>
        api.MapDelete("/templates/{key}", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Templates")
            .WithName("resetTemplate")
            .WithSummary("Reset the template of a letter");

    /// <param name="key">The kind and the language of the letter, for instance "programme-change.sv".</param>
    private static Task<Results<Ok<TemplateView>, ProblemHttpResult>> HandleAsync(
        string key,
        IfMatch ifMatch,
        ISessionFactory sessions,
        Templates templates,
        ClaimsPrincipal asker,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken) =>
        sessions.AnswerAsync(
            key,
            ifMatch.Expected,
            (template, found) => ResetTemplate.Decide(template, found, asker.FindFirst("sub")?.Value, clock.GetUtcNow()),
            templates,
            response,
            cancellationToken);
}
