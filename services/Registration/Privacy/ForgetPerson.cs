using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Privacy;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Privacy;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace BusinessFocus.Registration.Privacy;

/// <summary>
/// A person is forgotten (GDPR article 17): what they were going to is cancelled, and of what they were at only the figures
/// stay. The other services are told.
/// </summary>
public static class ForgetPerson
{
    /// <summary>What was found of a person, and is erased.</summary>
    /// <param name="Registrations">How many were found, also those that have ended.</param>
    /// <param name="Cancelled">Of those, how many were still to come and are cancelled.</param>
    /// <param name="MemberLists">The associations whose lists have the address. The lists are theirs: they have to remove it.</param>
    public sealed record Answer(int Registrations, int Cancelled, IReadOnlyList<string> MemberLists);

    /// <param name="registrations">The person's in this activity.</param>
    public static Decision Decide(ActivitySeats seats, IReadOnlyList<RegistrationId> registrations, DateTimeOffset now)
    {
        var known = registrations.Where(seats.Allocations.ContainsKey).ToList();
        if (known.Count == 0)
        {
            return Decision.Nothing;
        }

        var uncommitted = new UncommittedEvents(seats);
        var held = known.Where(id => seats.Allocations[id].Status == AllocationStatus.Held).ToList();
        if (held.Count > 0)
        {
            uncommitted.Add(new HoldsEnded(held));
        }

        if (seats.Facts is { Phase: ActivityPhase.Open } facts && now < facts.StartsAt)
        {
            foreach (var allocation in known.Select(seats.Active).OfType<Allocation>())
            {
                uncommitted.Add(new SeatsCancelled(allocation.Booking, CancelledBy.Contact, null));
            }
        }

        uncommitted.Add(new PeopleForgotten(known, ForgottenBecause.Asked, now));
        uncommitted.Promote(now);
        return uncommitted.ToDecision();
    }
}

/// <summary>
/// <c>POST /privacy/erasure</c>: for the data protection officer and organisers of all municipalities. Cancels what is still to come, and erases the
/// person here at once and in all services within seconds; figures stay. Also 200 where nothing is known of the address; again does no harm.
/// </summary>
public static class ForgetPersonEndpoint
{
    public static void MapForgetPerson(this RouteGroupBuilder api) =>
        api.MapPost("/privacy/erasure", HandleAsync)
            .Validates<PersonRequest>()
            .Only(Roles.Organiser, Roles.DataProtectionOfficer)
            .WithTags("Privacy")
            .Audited()
            .WithName("erasePerson")
            .WithSummary("Erase a person");

    private static async Task<Ok<ForgetPerson.Answer>> HandleAsync(
        PersonRequest request, ISessionFactory sessions, NpgsqlDataSource database, SeatCommandProcessor processor, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var session = sessions.OpenSession();
        var contacts = await FormerContacts.AllOfAsync(session, request.Contacts(), cancellationToken);
        var entries = await session.EntriesOfAsync(contacts, cancellationToken);
        var lists = await MemberTable.OfAddressAsync(database, request.Addresses(), cancellationToken);

        // First that it was asked for: what a crash leaves undone is found when it is asked for again.
        // The others may know somebody of whom nothing is known here.
        foreach (var contact in contacts)
        {
            session.Events.Append(
                ContactForgotten.StreamOf(contact),
                new ContactForgotten(contact, entries.Where(entry => entry.Contact == contact.Value).Select(entry => entry.Id).ToList(), now));
            session.DeleteWhere<ConfirmedAddress>(address => address.Contact == contact.Value);
        }

        await session.SaveChangesAsync(cancellationToken);

        var cancelled = 0;
        foreach (var activity in entries.GroupBy(entry => entry.ActivityId, entry => entry.Id))
        {
            var decided = await processor.DecideAsync(activity.Key, seats => ForgetPerson.Decide(seats, activity.ToList(), now), cancellationToken);
            cancelled += decided.Events.OfType<SeatsCancelled>().Count();
        }

        return TypedResults.Ok(new ForgetPerson.Answer(entries.Count, cancelled, lists.Select(each => each.Association).Distinct().ToList()));
    }
}
