using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Officers;

/// <summary><c>GET /vard?dag=</c>: an officer's day: who comes, about what. Only the officer reads it, which is the interface's rule.</summary>
public static class ShowDay
{
    public const string Path = "/vard";
    public const string Day = "dag";

    public static void MapShowDay(this IEndpointRouteBuilder routes) => routes.MapPage(
        Path,
        (string? dag, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(dag, null, context, calls, clock, cancellationToken)).In(Area.Hosts);

    /// <param name="link">To the agenda, just made: it is shown this once. Null where none was.</param>
    internal static async Task<IResult> ShowAsync(
        string? asked, AgendaLinkEndpointAnswer? link, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (SignedIn.In(context)?.HostId is not { } host)
        {
            return context.Show<NoOfficerPage>(new Dictionary<string, object?>());
        }

        var conversations = await calls.V1.Hosts[host].Conversations.GetAsync(cancellationToken: cancellationToken) ?? [];
        var day = WrittenDay.Read(asked);
        var shown = OfficersDay.Of(conversations, day, now);
        return context.Show<DayPage>(new Dictionary<string, object?>
        {
            [nameof(DayPage.Shown)] = shown,
            [nameof(DayPage.Slots)] = await SlotsAsync(shown.Conversations, calls, cancellationToken),
            [nameof(DayPage.Link)] = link,
            [nameof(DayPage.Now)] = now,
        });
    }

    /// <summary>The slots, which have the place and the questions' words; one that cannot be read is left out, and its conversation is shown without.</summary>
    private static async Task<IReadOnlyDictionary<Guid, ActivityView>> SlotsAsync(
        IReadOnlyList<ConversationView> conversations, Festival calls, CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(conversations.Select(each => each.ActivityId!.Value).Distinct().Select(async id =>
        {
            try
            {
                return await calls.V1.Activities[id].GetAsync(cancellationToken: cancellationToken);
            }
            catch (Exception fault) when (fault is ApiException or HttpRequestException or ProblemException)
            {
                return null;
            }
        }));
        return read.OfType<ActivityView>().ToDictionary(slot => slot.Id!.Value);
    }
}
