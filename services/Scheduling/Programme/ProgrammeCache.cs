using System.Collections.Concurrent;
using BusinessFocus.Scheduling.Activities;
using Marten;
using Marten.Services;

namespace BusinessFocus.Scheduling.Programme;

/// <summary>
/// The public programmes that are kept in memory. One is evicted as soon as this process has committed something of its edition,
/// whoever did it: what changed here shows at once.
/// </summary>
public sealed class ProgrammeCache : DocumentSessionListenerBase
{
    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);

    /// <param name="AskedAt">When the store was asked whether it is the last.</param>
    public sealed record Kept(PublicProgramme Programme, long AskedAt);

    /// <param name="idOrSlug">Of the edition.</param>
    public Kept? Find(string idOrSlug) => kept.GetValueOrDefault(idOrSlug);

    public void Keep(string idOrSlug, PublicProgramme programme, long askedAt) => kept[idOrSlug] = new Kept(programme, askedAt);

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        if (!kept.IsEmpty)
        {
            var changed = commit.GetStreams()
                .SelectMany(stream => stream.Events.Select(@event => EditionOf(stream.Id, @event.Data)))
                .ToHashSet();
            foreach (var (idOrSlug, known) in kept)
            {
                if (changed.Contains(known.Programme.Edition.Id.Value))
                {
                    kept.TryRemove(idOrSlug, out _);
                }
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The edition whose programme is another after an event; where it is an edition's own event, that is its stream.</summary>
    private static Guid EditionOf(Guid stream, object @event) =>
        @event is IPublicActivityEvent { Activity: { } activity } ? activity.EditionId.Value : stream;
}
