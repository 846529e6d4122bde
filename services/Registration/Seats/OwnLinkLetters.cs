using System.Diagnostics;
using System.Threading.Channels;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Telemetry;
using BusinessFocus.Registration.Abuse;
using BusinessFocus.Registration.Keys;
using Marten;
using MassTransit;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Looks up what an address has and hands it to the bus, after the answer was given. As with codes of members, the relay does not publish it: nothing
/// happened that would stand in the store. What is lost with the process or because the broker is away is asked for again.
/// </summary>
public sealed partial class OwnLinkLetters(
    IBus bus, IDocumentStore store, ActivitySeatsCache cache, RegistrationKeys keys, TimeProvider clock, ILogger<OwnLinkLetters> log) : BackgroundService
{
    /// <summary>So many an address gets within an hour, whoever asks. In memory and by instance: a brake, no rule.</summary>
    public const int MostAnHour = 3;

    /// <summary>A letter lists no more; its link does.</summary>
    private const int MostListed = 30;

    private const int MostWaiting = 1_000;

    /// <summary>So long the message is news.</summary>
    private static readonly TimeSpan News = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WindowedCounts<ContactId> asked = new(TimeSpan.FromHours(1));
    private readonly Channel<Asked> waiting =
        Channel.CreateBounded<Asked>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <param name="locale">The letter's language; null for the latest registration's.</param>
    public void Send(ContactId contact, string? locale) =>
        waiting.Writer.TryWrite(new Asked(contact, locale, clock.GetUtcNow(), Activity.Current?.Context ?? default));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var each in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            using var span = ServiceTelemetry.Source.StartActivity("own link", ActivityKind.Internal, each.Trace);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            limit.CancelAfter(Patience);
            try
            {
                if (await FindAsync(each, limit.Token) is { } found)
                {
                    await bus.Publish(
                        found,
                        context =>
                        {
                            context.MessageId = found.RequestId;
                            context.TimeToLive = News;
                        },
                        limit.Token);
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Without the exception, which could tell whose it is.
                LogLost(log, failure.GetType().Name);
            }
        }
    }

    private async Task<OwnRegistrationsRequested?> FindAsync(Asked each, CancellationToken cancellationToken)
    {
        await using var reads = store.QuerySession();
        var own = await cache.OwnOfAsync(reads, each.Contact, cancellationToken);
        if (own.MaxBy(registration => registration.Allocation.Booking.RegisteredAt) is not { Allocation.Booking.Person: { HasAddress: true } person }
            || asked.Add(each.Contact, each.Contact, 1, each.At).Amount > MostAnHour)
        {
            return null;
        }

        return new OwnRegistrationsRequested(
            Guid.CreateVersion7(each.At),
            new Contact(person.Id, person.Name, person.Email, person.Phone, each.Locale ?? person.Locale),
            OwnToken.For(each.Contact, keys),
            [.. own.Where(registration => registration.IsToCome(each.At))
                .OrderBy(registration => registration.Activity.StartsAt)
                .Take(MostListed)
                .Select(registration => ListedOf(registration.Seats.ActivityId, registration.Allocation))],
            each.At);
    }

    private OwnRegistration ListedOf(ActivityId activity, Allocation allocation) => new(
        allocation.Booking.Id,
        activity,
        RegistrationView.StatusOf(allocation),
        allocation.Booking.Seats,
        ManageToken.For(allocation.Booking.Id.Value, keys.Links.Current));

    [LoggerMessage(LogLevel.Warning, "A letter with somebody's registrations could not be handed to the bus, and is not sent: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);

    private sealed record Asked(ContactId Contact, string? Locale, DateTimeOffset At, ActivityContext Trace);
}
