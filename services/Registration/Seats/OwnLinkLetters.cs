using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Registration.Abuse;
using BusinessFocus.Registration.Keys;
using BusinessFocus.ServiceDefaults.Relay;
using Marten;
using MassTransit;

namespace BusinessFocus.Registration.Seats;

/// <summary>Looks up what an address has and hands it to the bus, after the answer was given: links stand in no store.</summary>
public sealed partial class OwnLinkLetters(
    IBus bus, IDocumentStore store, ActivitySeatsCache cache, RegistrationKeys keys, TimeProvider clock, ILogger<OwnLinkLetters> log)
    : UnstoredMessages<OwnLinkLetters.Asked, OwnRegistrationsRequested>(bus, "own link")
{
    /// <summary>So many an address gets within an hour, whoever asks. In memory and by instance: a brake, no rule.</summary>
    public const int MostAnHour = 3;

    /// <summary>A letter lists no more; its link does.</summary>
    private const int MostListed = 30;

    /// <summary>So long the message is news.</summary>
    private static readonly TimeSpan News = TimeSpan.FromMinutes(15);

    private readonly WindowedCounts<ContactId> letters = new(TimeSpan.FromHours(1));

    /// <param name="locale">The letter's language; null for the latest registration's.</param>
    public void Send(ContactId contact, string? locale) =>
        Add(new Asked(contact, locale, clock.GetUtcNow()));

    protected override async ValueTask<OwnRegistrationsRequested?> MessageOfAsync(Asked asked, CancellationToken cancellationToken)
    {
        await using var reads = store.QuerySession();
        var own = await cache.OwnOfAsync(reads, asked.Contact, cancellationToken);
        if (own.MaxBy(registration => registration.Allocation.Booking.RegisteredAt) is not { Allocation.Booking.Person: { HasAddress: true } person }
            || letters.Add(asked.Contact, asked.Contact, 1, asked.At).Amount > MostAnHour)
        {
            return null;
        }

        return new OwnRegistrationsRequested(
            Guid.CreateVersion7(asked.At),
            new Contact(person.Id, person.Name, person.Email, person.Phone, asked.Locale ?? person.Locale),
            OwnToken.For(asked.Contact, keys),
            [.. own.Where(registration => registration.IsToCome(asked.At))
                .OrderBy(registration => registration.Activity.StartsAt)
                .Take(MostListed)
                .Select(registration => ListedOf(registration.Seats.ActivityId, registration.Allocation))],
            asked.At);
    }

    protected override Guid IdOf(OwnRegistrationsRequested message) => message.RequestId;

    protected override TimeSpan TimeLeftOf(OwnRegistrationsRequested message) => News;

    protected override void LogLost(string reason) => LogLost(log, reason);

    private OwnRegistration ListedOf(ActivityId activity, Allocation allocation) => new(
        allocation.Booking.Id,
        activity,
        RegistrationView.StatusOf(allocation),
        allocation.Booking.Seats,
        ManageToken.For(allocation.Booking.Id.Value, keys.Links.Current));

    [LoggerMessage(LogLevel.Warning, "A letter with somebody's registrations could not be handed to the bus, and is not sent: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);

    /// <param name="Locale">The letter's language; null for the latest registration's.</param>
    public sealed record Asked(ContactId Contact, string? Locale, DateTimeOffset At);
}
