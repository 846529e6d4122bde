using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Recipients;

/// <summary>A person has had enough of one group of letters: one click in their mail reader (RFC 8058), or on the page that the link opens.</summary>
public static class Unsubscribe
{
    public static Decision Decide(Preferences preferences, ContactId contact, NotificationGroup group, DateTimeOffset now) =>
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

    private static readonly Dictionary<string, NotificationGroup> Groups = KindRules.ForPeople.ToDictionary(KindRules.NameOf);

    public static void MapUnsubscribe(this RouteGroupBuilder api)
    {
        api.MapPost(Path, HandleAsync)
            .WithTags("Preferences")
            .WithName("unsubscribe")
            .WithSummary("Unsubscribe from a group of letters")
            .AnswersAs(LinkPage.MediaType);
        api.MapGet(Path, Ask)
            .WithTags("Preferences")
            .WithName("askToUnsubscribe")
            .WithSummary("Open the link to unsubscribe")
            .AnswersAs(LinkPage.MediaType);
    }

    /// <summary>
    /// By the person's own link, with one click (RFC 8058) and any body. Turns the group off for letters from now on. 204, or a page with <c>Accept:
    /// text/html</c>; again changes nothing. 404 <c>no-such-preferences</c> for a wrong link or group. 409 <c>necessary-notices</c> for a group that
    /// cannot be turned off.
    /// </summary>
    /// <param name="token">From the link in any of the person's letters.</param>
    /// <param name="group">The group of letters: bookings, changes, reminders or surveys.</param>
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
            contact.Value, ExpectedVersion.Any, preferences => Unsubscribe.Decide(preferences, contact, unwanted, clock.GetUtcNow()), cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer()
            : LinkPage.IsAskedFor(http.Request) ? UnsubscribePage.Done(http.Response, unwanted)
            : TypedResults.NoContent();
    }

    /// <summary>
    /// A page with a button that unsubscribes, or that says that the group cannot be turned off. It changes nothing, because mail scanners open every
    /// link. 404 <c>no-such-preferences</c> for a wrong link or group.
    /// </summary>
    /// <param name="token">From the link in any of the person's letters.</param>
    /// <param name="group">The group of letters: bookings, changes, reminders or surveys.</param>
    private static Results<ContentHttpResult, ProblemHttpResult> Ask(string token, string group, PersonalLinks links, HttpResponse response) =>
        links.Read(token) is null || !Groups.TryGetValue(group, out var unwanted) ? PreferenceProblems.NoSuchLink.ToAnswer()
        : KindRules.IsNecessary(unwanted) ? UnsubscribePage.Necessary(response, unwanted)
        : UnsubscribePage.Ask(response, unwanted);
}
