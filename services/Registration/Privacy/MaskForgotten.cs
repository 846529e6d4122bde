using BusinessFocus.Contracts;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Relay;
using Marten;

namespace BusinessFocus.Registration.Privacy;

/// <summary>Registrations whose people are forgotten and whose stored events still name them.</summary>
public sealed record UnmaskedRegistrations(Guid Id, ActivityId ActivityId, IReadOnlyList<RegistrationId> Registrations);

/// <summary>
/// Masks the stored events of those who are forgotten. It waits until the relay has told what happened before, which the
/// others need the address for; what is left after a crash is found in the store.
/// </summary>
public sealed partial class MaskForgotten(IDocumentStore store, RelayProgress relay, TimeProvider clock, ILogger<MaskForgotten> log) : Rounds(clock, TimeSpan.FromSeconds(1))
{
    /// <summary>How far the relay has to have come for each.</summary>
    private readonly Dictionary<Guid, long> waiting = [];

    public static void Configure(StoreOptions options)
    {
        var events = options.Events;
        events.AddMaskingRuleForProtectedInformation<SeatsConfirmed>(fact => fact with { Booking = fact.Booking.Forgotten() });
        events.AddMaskingRuleForProtectedInformation<SeatsWaitlisted>(fact => fact with { Booking = fact.Booking.Forgotten() });
        events.AddMaskingRuleForProtectedInformation<GroupTooLarge>(fact => fact with { Booking = fact.Booking.Forgotten() });
        events.AddMaskingRuleForProtectedInformation<SeatsOffered>(fact => fact with { Booking = fact.Booking.Forgotten() });
        events.AddMaskingRuleForProtectedInformation<SeatsOfferExpired>(fact => fact with { Booking = fact.Booking.Forgotten() });
        events.AddMaskingRuleForProtectedInformation<SeatsPromoted>(fact => fact with { Booking = fact.Booking.Forgotten() });
        events.AddMaskingRuleForProtectedInformation<SeatsGranted>(fact => fact with { Booking = fact.Booking.Forgotten(), Reason = "" });
        events.AddMaskingRuleForProtectedInformation<SeatsWalkedIn>(fact => fact with { Booking = fact.Booking.Forgotten(), OverrideReason = null });
        events.AddMaskingRuleForProtectedInformation<SeatsResized>(fact => fact with { Booking = fact.Booking.Forgotten() });
        events.AddMaskingRuleForProtectedInformation<SeatsMovedHere>(fact => fact with { Booking = fact.Booking.Forgotten() });
        events.AddMaskingRuleForProtectedInformation<SeatsCancelled>(fact => fact with { Booking = fact.Booking.Forgotten(), Message = null });
        events.AddMaskingRuleForProtectedInformation<CheckedIn>(fact => fact with { Override = fact.Override is null ? null : fact.Override with { Reason = "" } });
    }

    protected override Task RoundAsync(CancellationToken cancellationToken) => MaskAsync(cancellationToken);

    protected override void Tell(Exception failure) => LogFailure(log, failure);

    private async Task MaskAsync(CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        var unmasked = await session.Query<UnmaskedRegistrations>().Take(100).ToListAsync(cancellationToken);
        if (unmasked.Count == 0)
        {
            return;
        }

        var lag = await relay.LagAsync(cancellationToken);
        foreach (var each in unmasked)
        {
            if (!waiting.TryGetValue(each.Id, out var reach))
            {
                waiting[each.Id] = reach = lag.LastSequence;
            }

            if (lag.RelayedSequence < reach)
            {
                continue;
            }

            var forgotten = each.Registrations.ToHashSet();
            await store.Advanced.ApplyEventDataMasking(
                masking => masking.IncludeStream(each.ActivityId.Value, @event => RegistrationIn(@event.Data) is { } id && forgotten.Contains(id)),
                cancellationToken);
            session.Delete(each);
            await session.SaveChangesAsync(cancellationToken);
            waiting.Remove(each.Id);
        }
    }

    private static RegistrationId? RegistrationIn(object @event) => @event is CheckedIn { Id: var id } ? id : BookingIn(@event)?.Id;

    private static Booking? BookingIn(object @event) => @event switch
    {
        SeatsConfirmed { Booking: var booking } => booking,
        SeatsWaitlisted { Booking: var booking } => booking,
        GroupTooLarge { Booking: var booking } => booking,
        SeatsOffered { Booking: var booking } => booking,
        SeatsOfferExpired { Booking: var booking } => booking,
        SeatsPromoted { Booking: var booking } => booking,
        SeatsGranted { Booking: var booking } => booking,
        SeatsWalkedIn { Booking: var booking } => booking,
        SeatsResized { Booking: var booking } => booking,
        SeatsMovedHere { Booking: var booking } => booking,
        SeatsCancelled { Booking: var booking } => booking,
        _ => null,
    };

    [LoggerMessage(LogLevel.Error, "Events of those who are forgotten could not be masked; it is tried again")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
