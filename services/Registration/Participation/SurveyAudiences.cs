using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;

namespace BusinessFocus.Registration.Participation;

/// <summary>Whom a survey of an edition asks, as it was when Feedback asked; in as many events as there are pages.</summary>
public sealed record SurveyAudienceFound(
    SurveyId SurveyId, EditionId EditionId, SurveyAudience Audience, IReadOnlyList<SurveyAddressee> Addressees, DateTimeOffset At);

/// <summary>
/// Whom a survey of a whole edition asks, from the same states that the door decides on. Each person is told of once, by one registration;
/// who has no e-mail address is not.
/// </summary>
public static class SurveyAudiences
{
    public const int PageSize = 500;

    /// <summary>One registration of somebody, as far as it matters here.</summary>
    private sealed record Part(ContactId Person, SurveyAddressee Addressee, DateTimeOffset StartsAt, bool Came, bool Missed);

    /// <param name="activities">All of the edition.</param>
    public static IReadOnlyList<SurveyAddressee> Of(SurveyAudience audience, IEnumerable<ActivitySeats> activities, DateTimeOffset now) =>
    [
        .. activities.Where(seats => seats.Facts is not null).SelectMany(seats => PartsOf(seats, now)).GroupBy(part => part.Person)
            .Where(person => person.Any(part => part.Came) ? audience == SurveyAudience.Participants : audience == SurveyAudience.NoShows && person.Any(part => part.Missed))
            .Select(person => person.Where(part => part.Came || (audience == SurveyAudience.NoShows && part.Missed))
                .OrderByDescending(part => part.StartsAt).ThenBy(part => part.Addressee.RegistrationId.Value).First().Addressee)
            .OrderBy(each => each.RegistrationId.Value),
    ];

    /// <summary>In pages; one with nobody where there is nobody.</summary>
    public static IEnumerable<SurveyAudienceFound> Pages(
        SurveyAudienceRequested asked, IReadOnlyList<SurveyAddressee> addressees, DateTimeOffset now) =>
        addressees.Chunk(PageSize).DefaultIfEmpty([])
            .Select(page => new SurveyAudienceFound(asked.SurveyId, asked.EditionId, asked.Audience, page, now));

    private static IEnumerable<Part> PartsOf(ActivitySeats seats, DateTimeOffset now)
    {
        var facts = seats.Facts!;
        var isOver = facts.Phase == ActivityPhase.Completed || (facts.Phase == ActivityPhase.Open && facts.EndsAt <= now);

        // Where nobody was checked in, nobody stood at the door: who came is not known. A conversation is one person's.
        var isKnown = facts.Kind != ActivityKind.CompanyVisit && (facts.IsSlot || seats.Allocations.Values.Any(each => each.Came > 0));
        return seats.Allocations.Values
            .Where(each => each.Status == AllocationStatus.Confirmed && each.Booking.Person is { HasAddress: true })
            .Select(each => new Part(
                each.Booking.Person.Id,
                new SurveyAddressee(each.Booking.Id, seats.ActivityId),
                facts.StartsAt,
                each.Came > 0,
                isOver && isKnown && each.Came == 0));
    }
}
