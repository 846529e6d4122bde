using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.ServiceDefaults.Relay;

/// <summary>
/// Publishes a service's integration events again, from a sequence on, under the ids they had: receivers that have
/// seen them drop them, a new receiver catches up.
/// </summary>
public sealed class Replay(IDocumentStore store, Publications publications, IServiceProvider services)
{
    /// <param name="from">The first event's sequence.</param>
    /// <returns>How many messages were published.</returns>
    public async Task<int> FromAsync(long from, CancellationToken cancellationToken)
    {
        var relay = services.GetRequiredService<Relay>();
        var published = 0;
        while (true)
        {
            await using var session = store.QuerySession();
            var page = await session.Events.QueryAllRawEvents()
                .Where(@event => @event.Sequence >= from)
                .OrderBy(@event => @event.Sequence)
                .Take(Relay.PageSize)
                .ToListAsync(cancellationToken);
            if (page.Count == 0)
            {
                return published;
            }

            var messages = publications.From(page);
            await relay.PublishAsync(messages, cancellationToken);
            published += messages.Count;
            from = page[^1].Sequence + 1;
        }
    }
}
