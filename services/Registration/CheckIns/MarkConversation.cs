using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>
/// An officer says how a conversation went. That they came is a check-in like one at a door, so that who took part stays the sum of the check-ins; it
/// can be said days later, when every door is closed.
/// </summary>
public static class MarkConversation
{
    /// <summary>How a conversation went, as a whole: what is left out is not said.</summary>
    /// <param name="HasCome">Whether they came. Left out, what a door has counted stays.</param>
    /// <param name="Outcome">What it led to; left out where nobody has said.</param>
    /// <param name="Note">What it led to, in the officer's words; at most 500 characters. It stands in what the person gets when they ask what is known of them.</param>
    public sealed record Request(bool? HasCome = null, ConversationOutcome? Outcome = null, string? Note = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Outcome).IsInEnum();
            RuleFor(request => request.Note).OptionalText(500);
        }
    }

    /// <param name="sizeOf">How large a company is, as the members' lists have it now.</param>
    public static Decision Decide(
        ActivitySeats seats, RegistrationId id, HostId host, Request said, Func<Company?, CompanySize?> sizeOf, DateTimeOffset now)
    {
        if (WhyNot(seats, id, host, now) is { } refusal)
        {
            return refusal;
        }

        var allocation = seats.Allocations[id];
        var uncommitted = new UncommittedEvents(seats);
        if (said.HasCome == true && allocation.CheckedInAt is null)
        {
            var booking = allocation.Booking;
            uncommitted.Add(new CheckedIn(id, booking.Seats, booking.IsMember, now, CompanySize: sizeOf(booking.Company), Present: booking.Seats));
        }
        else if (said.HasCome == false && allocation.CheckedInAt is not null)
        {
            uncommitted.Add(new CheckInUndone(id, allocation.Came, allocation.Booking.IsMember, now, allocation.CompanySize));
        }

        var mark = new ConversationMark(said.HasCome, said.Outcome, string.IsNullOrWhiteSpace(said.Note) ? null : said.Note.Trim());
        if (mark != (allocation.Mark ?? new ConversationMark(null, null, null)))
        {
            uncommitted.Add(new ConversationMarked(id, mark.HasCome, mark.Outcome, mark.Note, now));
        }

        return uncommitted.ToDecision();
    }

    /// <summary>
    /// Why nothing can be said of this conversation; null where it can. Of what is not this officer's, and of whom nothing is known any more, nobody hears
    /// that there is one.
    /// </summary>
    public static Refusal? WhyNot(ActivitySeats seats, RegistrationId id, HostId host, DateTimeOffset now)
    {
        if (seats.Facts is not { IsSlot: true, Hosts: { } hosts } facts
            || !hosts.Contains(host)
            || seats.Allocations.GetValueOrDefault(id) is not { Booking.IsForgotten: false })
        {
            return SeatProblems.NoSuchRegistration;
        }

        return seats.Active(id)?.Status != AllocationStatus.Confirmed ? SeatProblems.NotConfirmed
            : now < CheckInHours.OpensAt(facts) ? SeatProblems.NotBegun.With("opensAt", CheckInHours.OpensAt(facts))
            : null;
    }
}

/// <summary>The endpoint of <see cref="MarkConversation"/>.</summary>
public static class MarkConversationEndpoint
{
    public static void MapMarkConversation(this RouteGroupBuilder api) =>
        api.MapPut("/hosts/{id}/conversations/{registrationId}", HandleAsync)
            .Validates<MarkConversation.Request>()
            .Only(Roles.Host)
            .WithTags("Registrations")
            .Audited()
            .WithName("markConversation")
            .WithSummary("Say how a conversation went");

    /// <summary>
    /// Says how a conversation went, and whether they came: then they are checked in, and where they did not, a check-in is taken back. From an hour before
    /// it begins, also days later; the same again changes nothing. Only for the officer with this id; everybody else, organisers too, is refused with 403.
    /// 404 <c>no-such-registration</c> where it is no conversation of theirs. 409 <c>conversation-not-begun</c>, and <c>not-confirmed</c> where it was cancelled.
    /// </summary>
    /// <param name="registrationId">The registration that booked the slot.</param>
    private static async Task<Results<Ok<ConversationView>, ProblemHttpResult>> HandleAsync(
        HostId id,
        RegistrationId registrationId,
        MarkConversation.Request request,
        HttpContext context,
        IQuerySession reads,
        SeatCommandProcessor processor,
        MemberDirectory members,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!context.User.HasClaim(Roles.HostClaim, id.ToString()))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        if (await reads.LoadAsync<RegistrationEntry>(registrationId, cancellationToken) is not { } entry)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        context.IsAbout($"registrations/{registrationId}");
        var decided = await processor.DecideAsync(
            entry.ActivityId,
            seats => MarkConversation.Decide(seats, registrationId, id, request, company => members.SizeOf(company?.Key), clock.GetUtcNow()),
            cancellationToken);
        return decided.Refusal is { } refusal
            ? refusal.ToAnswer()
            : TypedResults.Ok(ConversationView.Of(decided.State, decided.State.Allocations[registrationId]));
    }
}
