using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using BusinessFocus.ServiceDefaults.Relay;
using Marten;

namespace BusinessFocus.Registration.Privacy;

/// <summary>
/// Masks the stored events of those who are forgotten. It waits until the relay has told what happened before, which the
/// others need the address for; what is left after a crash is found in the store.
/// </summary>
public sealed partial class MaskForgotten(IDocumentStore store, RelayProgress relay, TimeProvider clock, ILogger<MaskForgotten> log) : PollingService(clock, TimeSpan.FromSeconds(1))
{
    /// <summary>How far the relay has to have come for each.</summary>
    private readonly Dictionary<Guid, long> waiting = [];

    protected override Task PollAsync(CancellationToken cancellationToken) => MaskAsync(cancellationToken);

    protected override void LogFailure(Exception failure) => LogFailure(log, failure);

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
                masking => masking.IncludeStream(each.ActivityId.Value, @event => @event.Data is SeatsEvent seats && seats.Registration() is { } id && forgotten.Contains(id)),
                cancellationToken);
            session.Delete(each);
            await session.SaveChangesAsync(cancellationToken);
            waiting.Remove(each.Id);
        }
    }

    [LoggerMessage(LogLevel.Error, "Events of those who are forgotten could not be masked; it is tried again")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
