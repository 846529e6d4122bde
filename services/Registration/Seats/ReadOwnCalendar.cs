using System.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Keys;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// What somebody has registered for, as a calendar that follows it: one entry an activity, with the UID that the letters' invitations have. It
/// has no link that changes anything: people share their calendars.
/// </summary>
/// <param name="publicUrl">The gateway as people see it.</param>
/// <param name="organiser">Whose activities they are.</param>
public sealed class OwnCalendar(string publicUrl, CalendarUser organiser)
{
    /// <summary>What was cancelled is shown as such so long after it was to end: a calendar that is read seldom learns of it too.</summary>
    public static readonly TimeSpan CancelledShownFor = TimeSpan.FromDays(7);

    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromHours(1);

    public string Of(IReadOnlyList<OwnAllocation> own, DateTimeOffset now)
    {
        var newest = own.MaxBy(each => each.Allocation.Booking.RegisteredAt);
        var language = newest?.Allocation.Booking.Person.Locale ?? Languages.Current;
        return CalendarObject.Write(
            CalendarMethod.Publish, EventsOf(own, language, now), new CalendarFeed(language == Languages.English ? "My Business Focus" : "Mitt Business Focus", ReadAgainAfter));
    }

    /// <param name="language">"sv" or "en".</param>
    public IEnumerable<CalendarEvent> EventsOf(IReadOnlyList<OwnAllocation> own, string language, DateTimeOffset now) => own
        .GroupBy(each => each.Seats.ActivityId)
        .Select(activity => activity.OrderBy(each => each.Allocation.Arrival).ToList())
        .Where(all => all[^1].Allocation.Status != AllocationStatus.Ended || now < all[^1].Activity.EndsAt + CancelledShownFor)
        .OrderBy(all => all[^1].Activity.StartsAt)
        .Select(all => EventOf(all[^1], all.Count, language));

    /// <param name="times">How often they have registered there: who cancels and comes again has the same entry, with a higher SEQUENCE.</param>
    private CalendarEvent EventOf(OwnAllocation own, int times, string language)
    {
        var (facts, details) = (own.Activity, own.Activity.Details);
        var (status, step) = own.Allocation.Status switch
        {
            AllocationStatus.Ended => (CalendarStatus.Cancelled, 2),
            AllocationStatus.Confirmed => (CalendarStatus.Confirmed, 1),
            _ => (CalendarStatus.Tentative, 0),
        };
        var sequence = (details?.CalendarSequence ?? 0) + (3 * (times - 1)) + step;
        var activity = CalendarEvent.Of(StateOf(own.Seats.ActivityId, facts, details), language, status, organiser, sequence, own.Allocation.Booking.RegisteredAt);
        return activity with
        {
            Title = status == CalendarStatus.Tentative ? $"{activity.Title} ({(language == Languages.English ? "waiting list" : "väntelista")})" : activity.Title,
            Description = status == CalendarStatus.Confirmed && WebAddress.Is(details?.JoinLink) ? details!.JoinLink : null,
            Link = new Uri($"{publicUrl}/api/v1/activities/{own.Seats.ActivityId}"),
        };
    }

    /// <summary>Where it is, in words.</summary>
    public static string PlaceOf(ActivityId id, ActivityTerms facts, string language) => PlaceText.Of(StateOf(id, facts, facts.Details), language);

    /// <summary>The activity as far as it is known here.</summary>
    private static ActivityState StateOf(ActivityId id, ActivityTerms facts, ActivityDetails? details) => new(
        id,
        facts.EditionId,
        EditionSlug: "",
        facts.Kind ?? ActivityKind.Meeting,
        facts.Phase == ActivityPhase.Cancelled ? ActivityStatus.Cancelled : ActivityStatus.Released,
        details?.Title ?? new LocalizedText("Business Focus", "Business Focus"),
        Description: null,
        facts.StartsAt,
        facts.EndsAt,
        details?.Place,
        details?.JoinLink,
        Hosts: [],
        facts.Capacity,
        facts.WaitingListLimit,
        Languages.Swedish,
        Topics: [],
        facts.OpensAt,
        facts.ClosesAt,
        facts.MembersUntil,
        details?.CalendarSequence ?? 0,
        facts.SourceVersion,
        details?.Attendance);
}

/// <summary>
/// <c>GET /my/calendar.ics</c>: what somebody has registered for, as a calendar to subscribe to. It follows moves, changed times and
/// cancellations; what was cancelled is marked so until a week after it was to end. Who has the newest is answered 304.
/// </summary>
public static class ReadOwnCalendarEndpoint
{
    public static void MapReadOwnCalendar(this RouteGroupBuilder api) =>
        api.MapGet("/my/calendar.ics", HandleAsync)
            .Produces<string>(contentType: CalendarObject.MediaType)
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Registrations")
            .WithName("readOwnCalendar")
            .WithSummary("My registrations as a calendar")
            .TakesOwnToken("The calendar's own token, as `calendar` of `GET /my` has it; also as the header X-Manage-Token");

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> HandleAsync(
        HttpContext context, ActivitySeatsCache cache, IQuerySession reads, OwnCalendar calendar, RegistrationKeys keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "private, no-cache";
        if (OwnRegistrations.WhoseCalendar(context, keys) is not { } contact)
        {
            return SeatProblems.NoSuchLink.ToAnswer();
        }

        var file = Encoding.UTF8.GetBytes(calendar.Of(await cache.OwnOfAsync(reads, contact, cancellationToken), clock.GetUtcNow()));
        return context.IsKnownToAsker(ETags.HashOf(file))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(file, CalendarObject.MediaType, "businessfocus.ics");
    }
}
