using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notification.Knowledge;
using Marten;

namespace BusinessFocus.Notification.Bus;

/// <summary>What all messages about an activity have in common: the newest version is kept, and what waited for it is written.</summary>
public sealed class Activities(IDocumentSession session, KnownFacts facts, Notices.Notices notices)
{
    /// <param name="news">Activities, each with why it was cancelled (null otherwise).</param>
    public async Task LearnAsync(IReadOnlyCollection<(ActivityState Activity, string? Reason)> news, CancellationToken cancellationToken)
    {
        var ids = news.Select(each => each.Activity.Id.Value).ToList();
        await session.HoldAsync([], ids, cancellationToken);
        await facts.Want<KnownActivity>(ids).FetchAsync(cancellationToken);
        var learnt = news
            .Select(each => KnownActivity.Learn(facts.Find<KnownActivity>(each.Activity.Id.Value), each.Activity, each.Reason))
            .OfType<KnownActivity>()
            .ToList();
        learnt.ForEach(facts.Learn);
        if (learnt.Count > 0)
        {
            await notices.WriteThoseWaitingForAsync(learnt.Select(known => known.Activity.Id).ToList(), cancellationToken);
        }
    }
}
