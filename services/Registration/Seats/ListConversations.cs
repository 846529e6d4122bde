using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Times;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// A booked slot as its officer sees it. Topic and note are confidential: otherwise only whoever wrote them sees them, and the export of that
/// person's data.
/// </summary>
/// <param name="ActivityId">The slot.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="RegistrationId">The registration that booked the slot.</param>
/// <param name="Contact">Who comes.</param>
/// <param name="Company">For whom they come; left out where they named none.</param>
/// <param name="Topic">What they want to talk about; left out where they did not say.</param>
/// <param name="Note">What they wrote beside the topic; left out where they wrote nothing.</param>
/// <param name="Answers">To the slot's own questions, by their keys, without those about health; left out where there are none.</param>
/// <param name="CheckedInAt">UTC: when they came; left out until they have.</param>
/// <param name="HasCome">Whether they came, as the officer said; left out where the officer has not said.</param>
/// <param name="Outcome">What it led to; left out where the officer has not said.</param>
/// <param name="OutcomeNote">What the officer wrote about it; left out for nothing.</param>
/// <param name="FollowUpId">The case for what was left of it; left out where none was opened.</param>
public sealed record ConversationView(
    ActivityId ActivityId,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    RegistrationId RegistrationId,
    ContactView Contact,
    CompanyView? Company,
    string? Topic,
    string? Note,
    IReadOnlyDictionary<string, string>? Answers = null,
    DateTimeOffset? CheckedInAt = null,
    bool? HasCome = null,
    ConversationOutcome? Outcome = null,
    string? OutcomeNote = null,
    FollowUpId? FollowUpId = null)
{
    public static ConversationView Of(ActivitySeats seats, Allocation allocation)
    {
        var booking = allocation.Booking;
        return new ConversationView(
            seats.ActivityId,
            seats.Facts!.StartsAt,
            seats.Facts.EndsAt,
            booking.Id,
            new ContactView(booking.Person.Name, booking.Person.Email, booking.Person.Phone, booking.Person.Locale),
            booking.Company is { IsNamed: true } company ? new CompanyView(company.Name, company.OrganisationNumber) : null,
            booking.Conversation?.Topic,
            booking.Conversation?.Note,
            AnswersOf(seats, booking),
            allocation.CheckedInAt,
            allocation.Mark?.HasCome,
            allocation.Mark?.Outcome,
            allocation.Mark?.Note,
            allocation.FollowUp?.Id);
    }

    /// <summary>What they eat and need is for organisers only. An answer to a question that is gone is left out: what it was about is not known.</summary>
    private static IReadOnlyDictionary<string, string>? AnswersOf(ActivitySeats seats, Booking booking)
    {
        var questions = (seats.Facts!.Rules?.Questions ?? [])
            .Where(question => question.Kind is not (QuestionKind.Diet or QuestionKind.Accessibility))
            .Select(question => question.Key)
            .ToHashSet();
        var answers = (booking.Answers ?? new Dictionary<string, string>()).Where(answer => questions.Contains(answer.Key)).ToDictionary();
        return answers.Count > 0 ? answers : null;
    }
}

/// <summary>
/// <c>GET /hosts/{id}/conversations</c>: only for the officer with this id; everybody else, organisers too, is refused with 403. All of their slots
/// that are booked with seats, past ones too, in the order in which they begin.
/// </summary>
public static class ListConversationsEndpoint
{
    public static void MapListConversations(this RouteGroupBuilder api) =>
        api.MapGet("/hosts/{id}/conversations", HandleAsync)
            .Only(Roles.Host)
            .WithTags("Registrations")
            .Audited()
            .WithName("listConversations")
            .WithSummary("List an officer's booked conversations");

    /// <param name="day">Only what starts on this day, Europe/Stockholm, as 2026-10-05; left out, all days.</param>
    private static async Task<Results<Ok<IReadOnlyList<ConversationView>>, ProblemHttpResult>> HandleAsync(
        HostId id, DateOnly? day, HttpContext context, ActivitySeatsCache cache, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (!context.User.HasClaim(Roles.HostClaim, id.ToString()))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        var slots = await reads.Query<ActivityEntry>()
            .Where(activity => activity.Officers.Contains(id.Value))
            .OrderBy(activity => activity.StartsAt)
            .ToListAsync(cancellationToken);
        var booked = new List<ConversationView>();
        foreach (var slot in slots.Where(slot => day is null || Stockholm.DayOf(slot.StartsAt) == day))
        {
            var (seats, _) = await cache.ReadAsync(reads, slot.Id.Value, cancellationToken);
            booked.AddRange(seats.Allocations.Values
                .Where(each => each.Status == AllocationStatus.Confirmed)
                .OrderBy(each => each.Arrival)
                .Select(each => ConversationView.Of(seats, each)));
        }

        return TypedResults.Ok<IReadOnlyList<ConversationView>>(booked);
    }
}
