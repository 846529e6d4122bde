using BusinessFocus.Contracts;
using BusinessFocus.Notification.Notices;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notification.Recipients;

/// <summary>A person has had enough of one group of letters: one click in their mail reader (RFC 8058), or on the page that the link opens.</summary>
public static class Unsubscribe
{
    public static Decision Decide(Preferences preferences, ContactId contact, NoticeGroup group, DateTimeOffset now) =>
        KindRules.IsNecessary(group) ? PreferenceProblems.Necessary
        : preferences.Choice.Wants(group) ? Decision.Of(new Unsubscribed(contact, group, now))
        : Decision.Nothing;
}

/// <summary>
/// <c>POST /preferences/{token}/unsubscribe/{group}</c> does it, whatever body it has; <c>GET</c> only asks, because mail
/// scanners open every link.
/// </summary>
public static class UnsubscribeEndpoint
{
    private const string Path = "/preferences/{token}/unsubscribe/{group}";
    private const string Html = "text/html";

    private static readonly Dictionary<string, NoticeGroup> Groups = KindRules.ForPeople.ToDictionary(KindRules.NameOf);

    public static void MapUnsubscribe(this RouteGroupBuilder api)
    {
        api.MapPost(Path, HandleAsync)
            .WithTags("Preferences")
            .WithName("unsubscribe")
            .Produces(StatusCodes.Status200OK, contentType: Html);
        api.MapGet(Path, Ask)
            .WithTags("Preferences")
            .WithName("askToUnsubscribe")
            .Produces(StatusCodes.Status200OK, contentType: Html);
    }

    /// <summary>204; who asks for HTML, as a browser does, is shown that it is done.</summary>
    private static async Task<Results<NoContent, ContentHttpResult, ProblemHttpResult>> HandleAsync(
        string token,
        string group,
        PersonalLinks links,
        ISessionFactory sessions,
        HttpContext http,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (links.Read(token) is not { } contact || !Groups.TryGetValue(group, out var unwanted))
        {
            return PreferenceProblems.NoSuchLink.ToAnswer();
        }

        var decided = await sessions.DecideAsync<Preferences>(
            contact.Value, IfMatch.Any, preferences => Unsubscribe.Decide(preferences, contact, unwanted, clock.GetUtcNow()), cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer()
            : http.Request.Headers.Accept.ToString().Contains(Html, StringComparison.OrdinalIgnoreCase) ? Page(http.Response, UnsubscribePage.Done(unwanted))
            : TypedResults.NoContent();
    }

    private static Results<ContentHttpResult, ProblemHttpResult> Ask(string token, string group, PersonalLinks links, HttpResponse response) =>
        links.Read(token) is null || !Groups.TryGetValue(group, out var unwanted) ? PreferenceProblems.NoSuchLink.ToAnswer()
        : Page(response, KindRules.IsNecessary(unwanted) ? UnsubscribePage.Necessary(unwanted) : UnsubscribePage.Ask(unwanted));

    private static ContentHttpResult Page(HttpResponse response, string html)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
        return TypedResults.Content(html, $"{Html}; charset=utf-8");
    }
}
