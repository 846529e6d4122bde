using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Privacy;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Idempotency;
using BusinessFocus.ServiceDefaults.Privacy;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace BusinessFocus.Registration.Privacy;

/// <summary>All that Registration has of a person (GDPR article 15).</summary>
/// <param name="Email">The address that was asked about, normalised; empty where a phone was.</param>
/// <param name="Registrations">All of theirs, also those that have ended, the oldest first.</param>
/// <param name="Memberships">Where an association's list has the address.</param>
public sealed record PersonView(string Email, IReadOnlyList<PersonView.Registered> Registrations, IReadOnlyList<PersonView.Membership> Memberships)
{
    /// <summary>One of their registrations, and its course.</summary>
    /// <param name="Registration">As it is now.</param>
    /// <param name="IsMember">Whether it counted as a member's when it was made.</param>
    /// <param name="Course">What happened to it, the oldest first.</param>
    /// <param name="Attendees">The names that they gave of those who come with them.</param>
    /// <param name="ConsentedTo">
    /// The SHA-256 (hexadecimal) of the edition's words that they agreed to: the Swedish ones, a line break and the English ones, in UTF-8. Left out where
    /// the edition had none, and where it was not kept then.
    /// </param>
    /// <param name="OutcomeNote">What the officer wrote about their conversation; left out for nothing.</param>
    /// <param name="FollowUpMessage">What the officer wrote in the case for what was left of it; left out where none was opened.</param>
    public sealed record Registered(
        RegistrationView Registration,
        bool IsMember,
        IReadOnlyList<CourseStep> Course,
        IReadOnlyList<string> Attendees,
        string? ConsentedTo,
        string? OutcomeNote = null,
        string? FollowUpMessage = null);

    /// <summary>A membership that an association's list has under their address.</summary>
    /// <param name="Association">Its client name, for instance "foretagarna".</param>
    /// <param name="Member">As the list has it.</param>
    public sealed record Membership(string Association, MemberView Member);
}

/// <summary>
/// <c>POST /privacy/export/registrations</c>: for the data protection officer and organisers of all municipalities. Registration's part of what the
/// gateway's <c>/privacy/export</c> puts together. Empty lists where nothing is known of the address. It holds what was written confidentially to
/// officers.
/// </summary>
public static class ExportPersonEndpoint
{
    public static void MapExportPerson(this RouteGroupBuilder api) =>
        api.MapPost("/privacy/export/registrations", HandleAsync)
            .Validates<PersonRequest>()
            .Only(Roles.Organiser, Roles.DataProtectionOfficer)
            .WithTags("Privacy")
            .Audited()
            .WithName("exportRegistrations")
            .WithSummary("Export a person's registrations")
            .WithoutIdempotencyKey();

    private static async Task<Ok<PersonView>> HandleAsync(
        PersonRequest request, IQuerySession reads, NpgsqlDataSource database, TimeProvider clock, CancellationToken cancellationToken)
    {
        var entries = await reads.EntriesOfAsync(await FormerContacts.AllOfAsync(reads, request.Contacts(), cancellationToken), cancellationToken);
        var registrations = new List<PersonView.Registered>();
        foreach (var activity in entries.GroupBy(entry => entry.ActivityId, entry => entry.Id))
        {
            var events = await reads.Events.FetchStreamAsync(activity.Key.Value, token: cancellationToken);
            var seats = events.Aggregate(ActivitySeats.Initial with { Id = activity.Key.Value }, (state, @event) => state.Evolve(@event.Data));
            registrations.AddRange(activity.Select(id => new PersonView.Registered(
                RegistrationView.Of(seats, id, keys: null, clock.GetUtcNow()) with { Conversation = seats.Allocations[id].Booking.Conversation },
                seats.Allocations[id].Booking.IsMember,
                events.Select(@event => CourseStep.Of(@event.Data, id, @event.Timestamp)).OfType<CourseStep>().ToList(),
                [.. (seats.Allocations[id].Booking.Attendees ?? []).Select(each => each.Name)],
                seats.Allocations[id].Booking.ConsentedTo,
                seats.Allocations[id].Mark?.Note,
                seats.Allocations[id].FollowUp?.Message)));
        }

        var members = await MemberTable.OfAddressAsync(database, request.Addresses(), cancellationToken);
        return TypedResults.Ok(new PersonView(
            request.Addresses() is [var address, ..] ? address : "",
            registrations.OrderBy(each => each.Registration.RegisteredAt).ToList(),
            members.Select(each => new PersonView.Membership(each.Association, MemberView.Of(each.Member))).ToList()));
    }

    /// <summary>What these people have registered.</summary>
    internal static async Task<IReadOnlyList<RegistrationEntry>> EntriesOfAsync(
        this IQuerySession reads, IReadOnlyList<ContactId> contacts, CancellationToken cancellationToken)
    {
        var entries = new List<RegistrationEntry>();
        foreach (var contact in contacts)
        {
            entries.AddRange(await reads.Query<RegistrationEntry>().Where(entry => entry.Contact == contact.Value).ToListAsync(cancellationToken));
        }

        return entries;
    }
}
