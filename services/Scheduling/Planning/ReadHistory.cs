using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using ChangeKind = BusinessFocus.Contracts.Scheduling.ChangeKind;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>What became of an activity.</summary>
public enum WhatHappened
{
    /// <summary>It was planned, as a draft.</summary>
    Planned,

    /// <summary>Its plan was changed.</summary>
    Replanned,

    /// <summary>It went public, or a change of it did.</summary>
    Released,

    /// <summary>It will not take place.</summary>
    Cancelled,

    /// <summary>It has taken place, as an organiser said or by itself after its end.</summary>
    Completed,

    /// <summary>That it has taken place was taken back.</summary>
    Reopened,
}

/// <summary>One thing that somebody did to an activity.</summary>
/// <param name="Version">The version of the activity after it, as in its ETag.</param>
/// <param name="At">UTC: when.</param>
/// <param name="By">The account's or the client's id; left out where nobody is known.</param>
/// <param name="Changed">The fields of the plan that became others, venues and hosts by name; empty where the plan did not change.</param>
/// <param name="Reason">
/// In the organiser's words: of the change, the cancellation, completing it before its start or taking that back. Where none was given, why
/// clashes were accepted, or what was said about the release.
/// </param>
/// <param name="Release">The version of the programme with which it went public; left out where it did not.</param>
/// <param name="ClashesAccepted">Why the clashes of the plan were accepted; left out where there were none to accept.</param>
/// <param name="Kinds">What became another for the public; left out where it did not go public.</param>
/// <param name="Actor">Who did it; left out where that was not stored yet.</param>
/// <param name="What">What happened.</param>
public sealed record HistoryEntry(
    long Version,
    DateTimeOffset At,
    string? By,
    WhatHappened What,
    IReadOnlyList<FieldChange> Changed,
    string? Reason = null,
    int? Release = null,
    string? ClashesAccepted = null,
    IReadOnlyList<ChangeKind>? Kinds = null,
    Actor? Actor = null);

/// <summary>An event as it was stored.</summary>
/// <param name="By">Whoever asked for it, as <see cref="StoredActors"/> has it.</param>
public sealed record StoredEvent(long Version, DateTimeOffset At, string? By, object Event);

/// <summary>What became of an activity, told from its own events.</summary>
public static class History
{
    /// <param name="events">All of the activity's, in their order.</param>
    /// <param name="names">Of venues and hosts, by id.</param>
    /// <param name="actors">Of who did it; null where nobody is to be named.</param>
    public static IReadOnlyList<HistoryEntry> Of(IEnumerable<StoredEvent> events, IReadOnlyDictionary<Guid, string> names, ActorNames? actors = null)
    {
        var entries = new List<HistoryEntry>();
        var activity = Activity.Initial;
        foreach (var stored in events)
        {
            if (Told(stored, activity.Plan, names) is { } entry)
            {
                entries.Add(entry with { Actor = actors?.Of(stored.By) });
            }

            activity = activity.After(stored.Event);
        }

        return entries;
    }

    private static HistoryEntry? Told(StoredEvent stored, Plan? before, IReadOnlyDictionary<Guid, string> names)
    {
        return stored.Event switch
        {
            ActivityPlanned planned => Entry(WhatHappened.Planned) with
            {
                Reason = FirstSaid(planned.Reason, planned.Override?.Reason),
                ClashesAccepted = planned.Override?.Reason,
            },
            ActivityReplanned replanned => Entry(WhatHappened.Replanned) with
            {
                Changed = replanned.Plan.ChangesFrom(before!)
                    .Select(change => change.Named(id => names.GetValueOrDefault(id) ?? id.ToString()))
                    .ToList(),
                Reason = FirstSaid(replanned.Reason, replanned.Override?.Reason),
                ClashesAccepted = replanned.Override?.Reason,
            },
            ActivityReleased released => Released(released.ReleaseVersion, released.Note, [ChangeKind.Added]),
            ActivityChanged changed => Released(changed.ReleaseVersion, changed.Note, changed.Kinds),
            ActivityCancelled cancelled => Entry(WhatHappened.Cancelled) with { Reason = FirstSaid(cancelled.Reason) },
            ActivityCompleted completed => Entry(WhatHappened.Completed) with { Reason = FirstSaid(completed.OverrideReason) },
            ActivityReopened reopened => Entry(WhatHappened.Reopened) with { Reason = FirstSaid(reopened.Reason) },
            _ => null,
        };

        HistoryEntry Entry(WhatHappened what) => new(stored.Version, stored.At, StoredActors.SubjectIn(stored.By), what, []);

        HistoryEntry Released(int version, string? note, IReadOnlyList<ChangeKind> kinds) =>
            Entry(WhatHappened.Released) with { Reason = FirstSaid(note), Release = version, Kinds = kinds };
    }

    private static string? FirstSaid(params ReadOnlySpan<string?> reasons)
    {
        foreach (var reason in reasons)
        {
            if (!string.IsNullOrWhiteSpace(reason))
            {
                return reason;
            }
        }

        return null;
    }
}

/// <summary>An organiser reads who changed an activity, when and why.</summary>
public static class ReadHistory
{
    /// <summary>What became of an activity since it was planned.</summary>
    /// <param name="Entries">The oldest first.</param>
    public sealed record Answer(IReadOnlyList<HistoryEntry> Entries);

    public static void MapReadHistory(this RouteGroupBuilder api) =>
        api.MapGet("/activities/{id}/history", HandleAsync)
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Activities")
            .WithName("readActivityHistory")
            .WithSummary("Read who changed an activity");

    /// <summary>Who changed an activity, when and why, since it was planned first. For organisers and planners.</summary>
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        ActivityId id, IQuerySession reads, CancellationToken cancellationToken) =>
        await reads.HistoryOfAsync(id, cancellationToken) is { Count: > 0 } entries
            ? TypedResults.Ok(new Answer(entries))
            : CommonProblems.NotFound.ToAnswer();

    /// <summary>Tells whoever comes second what the first has done; any other refusal stays as it is.</summary>
    internal static async Task<Refusal> ExplainAsync(
        this IQuerySession reads, Refusal refusal, ActivityId id, ExpectedVersion expected, CancellationToken cancellationToken)
    {
        if (refusal.Problem != CommonProblems.Stale)
        {
            return refusal;
        }

        var entries = await reads.HistoryOfAsync(id, cancellationToken);
        var since = entries.Where(entry => entry.Version > expected.Number).ToList();
        return new Refusal(CommonProblems.Stale, new Dictionary<string, object?>
        {
            ["version"] = entries[^1].Version,
            ["changed"] = Changed(since),
            ["changes"] = since,
        });
    }

    /// <summary>The fields that have changed, as the interface names them; "status" where more than the plan has.</summary>
    public static IReadOnlyList<string> Changed(IReadOnlyList<HistoryEntry> entries) => entries
        .SelectMany(entry => entry.What is WhatHappened.Replanned ? entry.Changed.Select(change => change.Field) : ["status"])
        .Distinct()
        .ToList();

    private static async Task<IReadOnlyList<HistoryEntry>> HistoryOfAsync(
        this IQuerySession reads, ActivityId id, CancellationToken cancellationToken)
    {
        var events = await reads.Events.FetchStreamAsync(id.Value, token: cancellationToken);
        if (events is not [{ Data: ActivityPlanned { EditionId: var edition } }, ..])
        {
            return [];
        }

        var names = await reads.NamesForAsync(edition, events.Select(@event => @event.Data), cancellationToken);
        var actors = await reads.ActorNamesAsync(events.Select(@event => @event.UserName), cancellationToken);
        return History.Of(events.Select(@event => new StoredEvent(@event.Version, @event.Timestamp, @event.UserName, @event.Data)), names, actors);
    }
}
