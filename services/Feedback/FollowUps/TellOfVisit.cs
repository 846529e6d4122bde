using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Times;
using BusinessFocus.Feedback.Areas;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Surveys;
using UUIDNext;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>
/// What both sides of a visit say was promised is one case, however often and in which order they say it. It opens with the first promise,
/// or wish to be contacted; that they do not agree is shown in it, and closes nothing.
/// </summary>
public static class TellOfVisit
{
    private static readonly TimeOnly DayEnds = new(17, 0);
    private static readonly Guid Visits = new("0d9b1f3a-6f0f-4f7e-9d34-51c9a1b2f7e8");

    public static FollowUpId IdOf(VisitRequestId visit) => new(Uuid.NewNameBased(Visits, visit.ToString()));

    /// <param name="invitation">Of the side that says something now.</param>
    /// <param name="accounts">What both say, with that.</param>
    /// <param name="area">Who answers for the topic of the wish, or the business office.</param>
    /// <param name="wish">Null where nobody wants to be contacted by this.</param>
    public static Decision Decide(
        FollowUp followUp, Invitation invitation, VisitRequestId visit, VisitAccounts accounts, Area area, (string? Topic, string? Message)? wish, DateTimeOffset now)
    {
        if (!followUp.Exists && wish is null && !accounts.Promises.Any())
        {
            return Decision.Nothing;
        }

        var events = new List<object>();
        if (!followUp.Exists)
        {
            events.Add(new FollowUpAskedFor(
                IdOf(visit),
                invitation.ActivityId,
                invitation.EditionId,
                VisitSides.IdOf(visit, VisitSide.Company),
                wish?.Topic,
                wish?.Message ?? accounts.Promises.Select(promise => promise.What).FirstOrDefault(what => what is not null),
                now,
                area.Facts,
                DueAt(accounts, area, now),
                Visit: visit));
        }

        if (!accounts.SayTheSameAs(followUp.Accounts))
        {
            events.Add(new VisitWasToldOf(accounts, now));
        }

        return Decision.Of(events);
    }

    /// <summary>The first day that was promised, where it is to come; else as for every question.</summary>
    private static DateTimeOffset DueAt(VisitAccounts accounts, Area area, DateTimeOffset now) =>
        accounts.Promises.Min(promise => promise.Until) is { } day && Stockholm.At(day, DayEnds) is var promised && promised > now
            ? promised
            : WorkingDays.EndOf(now, area.DaysToAnswer);
}
