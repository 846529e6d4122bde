using System.Security.Claims;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Rendering;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Templating;

/// <summary>
/// Only for organisers of all municipalities; one of a single municipality is refused with 403. Letters that are written from now on have these
/// words; those written before stay. The words in force again change nothing. 400 where the template cannot be read or names something unknown. 404
/// <c>not-found</c> for an unknown key. 412 where <c>If-Match</c> is not the newest version.
/// </summary>
public static class ChangeTemplate
{
    /// <summary>The words that a letter is to have.</summary>
    /// <param name="Source">Lines subject: and heading:, perhaps brief:, a line ---, and the body; at most 20,000 characters.</param>
    public sealed record Request(string Source);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Source).Text(TemplateCheck.LongestSource);
    }

    /// <param name="inForce">What it says now: who sends that back has changed nothing, and gets later words of the service's own.</param>
    /// <param name="by">The <c>sub</c> of whoever asks for it.</param>
    public static Decision Decide(string inForce, TemplateKey key, string source, string? by, DateTimeOffset now) =>
        TemplateCheck.FlawsIn(source, key) is { Count: > 0 } flaws ? Flaw.Refuse(flaws)
        : inForce == source ? Decision.Nothing
        : Decision.Of(new TemplateChanged(key.ToString(), source, by, now));
}

/// <summary>The endpoint of <see cref="ChangeTemplate"/>.</summary>
public static class ChangeTemplateEndpoint
{
    public static void MapChangeTemplate(this RouteGroupBuilder api) =>
        api.MapPut("/templates/{key}", HandleAsync)
            .Validates<ChangeTemplate.Request>()
            .TakesBack<TemplateView>()
            .Only(Roles.Organiser)
            .WithTags("Templates")
            .WithName("changeTemplate")
            .WithSummary("Change the template of a letter");

    /// <param name="key">The kind and the language of the letter, for instance "programme-change.sv".</param>
    private static Task<Results<Ok<TemplateView>, ProblemHttpResult>> HandleAsync(
        string key,
        ChangeTemplate.Request request,
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
            (template, found) => ChangeTemplate.Decide(
                template.Source ?? templates.DefaultSource(found), found, request.Source.ReplaceLineEndings("\n"), asker.FindFirst("sub")?.Value, clock.GetUtcNow()),
            templates,
            response,
            cancellationToken);
}
