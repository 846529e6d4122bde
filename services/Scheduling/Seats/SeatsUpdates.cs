using System.Threading.Channels;
using BusinessFocus.Contracts.Registration;
using Marten;
using Microsoft.Extensions.Hosting;

namespace BusinessFocus.Scheduling.Seats;

/// <summary>
/// A read model of how many have registered. In an opening rush that changes hundreds
/// of times per second, so all messages that have arrived meanwhile are stored in one commit, of each activity the newest only; each is acknowledged
/// after it.
/// </summary>
public sealed class SeatsUpdates(IDocumentStore store) : BackgroundService
{
    private readonly Channel<(SeatsChanged News, TaskCompletionSource Stored)> waiting =
        Channel.CreateUnbounded<(SeatsChanged, TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });

    public async Task LearnAsync(SeatsChanged news, CancellationToken cancellationToken)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await waiting.Writer.WriteAsync((news, stored), cancellationToken);
        await stored.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<(SeatsChanged News, TaskCompletionSource Stored)>();
        while (await waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            batch.Clear();
            while (waiting.Reader.TryRead(out var one))
            {
                batch.Add(one);
            }

            try
            {
                await StoreAsync(batch.Select(each => each.News), stoppingToken);
                batch.ForEach(each => each.Stored.TrySetResult());
            }
            catch (Exception failure)
            {
                // The bus delivers them again.
                batch.ForEach(each => each.Stored.TrySetException(failure));
            }
        }
    }

    private async Task StoreAsync(IEnumerable<SeatsChanged> all, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        foreach (var news in all.GroupBy(each => each.ActivityId).Select(activity => activity.MaxBy(each => each.Version)!).OrderBy(each => each.ActivityId.Value))
        {
            var known = new SeatsKnown
            {
                Id = news.ActivityId.Value,
                EditionId = news.EditionId,
                Confirmed = news.Confirmed,
                Waiting = news.Waiting,
            };

            // Stored only where it is newer than what is there: messages may come in any order, and several at once.
            session.TryUpdateRevision(known, (int)news.Version);
        }

        await session.SaveChangesAsync(cancellationToken);
    }
}
