using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;

namespace BusinessFocus.Notifications.Releases;

/// <summary>
/// All that changed in a day in one message, for those who chose so; what begins before it would come is told at once. What
/// is kept and what is told of it are decided here, without a store.
/// </summary>
public static class Digest
{
    /// <summary>By the clock on the wall in Lerum.</summary>
    private static readonly TimeOnly ComesAt = new(17, 0);

    /// <summary>When the first digest comes that is not over yet, UTC.</summary>
    public static DateTimeOffset NextAfter(DateTimeOffset now)
    {
        var local = LocalTimes.Local(now);
        var day = DateOnly.FromDateTime(local);
        return LocalTimes.At(TimeOnly.FromDateTime(local) < ComesAt ? day : day.AddDays(1), ComesAt);
    }

    /// <summary>What one person is told of a release now, together with what was kept of the same activities, and what is kept then.</summary>
    /// <param name="kept">What is kept already; null for nothing.</param>
    /// <param name="isDaily">Whether the person wants to hear of changes once a day.</param>
    /// <param name="changes">Those that concern the person.</param>
    /// <param name="registrations">The person's.</param>
    /// <returns>The same <paramref name="kept"/> where the release changes nothing of it.</returns>
    public static (IReadOnlyList<ProgrammeChange> Told, KeptChanges? Kept) Sort(
        KeptChanges? kept,
        bool isDaily,
        ContactId contact,
        ProgrammeReleased release,
        IReadOnlyList<ProgrammeChange> changes,
        IReadOnlyList<KnownRegistration> registrations,
        DateTimeOffset now)
    {
        var until = kept?.Until ?? NextAfter(now);
        var told = new List<ProgrammeChange>();
        foreach (var change in changes)
        {
            var before = kept?.Changes.FirstOrDefault(each => each.ActivityId == change.Activity.Id);
            var merged = before is null ? change : change with { Kinds = [.. before.Kinds.Union(change.Kinds)], Before = before.Before ?? change.Before };
            if (!isDaily || Begins(merged) < until)
            {
                told.Add(merged);
                kept = before is null ? kept : kept! with { Changes = [.. Without(kept, before)] };
                continue;
            }

            var there = registrations.Where(registration => registration.ActivityId == change.Activity.Id).Select(registration => new RegistrationId(registration.Id));
            var keeps = new KeptChange(change.Activity.Id, merged.Kinds, merged.Before, [.. there.Union(before?.Registrations ?? [])]);
            kept = kept is null
                ? new KeptChanges { Id = contact.Value, Until = until, EditionName = release.EditionName, Note = release.Note, Changes = [keeps] }
                : kept with
                {
                    EditionName = Both(kept.EditionName, release.EditionName),
                    Note = Both(kept.Note, release.Note, "\n"),
                    Changes = [.. Without(kept, before), keeps],
                };
        }

        return (told, kept);
    }

    /// <summary>
    /// The digest: without the registrations that have ended and the activities that were cancelled meanwhile, which have
    /// messages of their own, and without what is again as it was.
    /// </summary>
    /// <param name="activities">Those that are kept, as they are now.</param>
    /// <param name="registrations">Those that are kept, as they are now.</param>
    /// <returns>One decision, or none where nothing is left.</returns>
    public static IReadOnlyList<NotificationRequest> Tell(
        KeptChanges kept, IReadOnlyDictionary<ActivityId, KnownActivity> activities, IReadOnlyList<KnownRegistration> registrations)
    {
        var changes = kept.Changes
            .Select(change => new ProgrammeChange(activities[change.ActivityId].Activity, change.Kinds, change.Before))
            .Where(change => change.Activity.Status == ActivityStatus.Released)
            .Select(change => change with { Kinds = [.. change.Kinds.Where(kind => !IsAsBefore(kind, change))] })
            .Where(ReleaseNotifications.ConcernsThoseRegistered)
            .ToList();
        return ReleaseNotifications.ByPerson(
            NotificationIds.Digest(new ContactId(kept.Id), DateOnly.FromDateTime(LocalTimes.Local(kept.Until))),
            kept.EditionName,
            kept.Note,
            changes,
            [.. registrations.Where(registration => !registration.IsOver)]);
    }

    /// <summary>Who comes at the time that they know of is there when it begins by that one too.</summary>
    private static DateTimeOffset Begins(ProgrammeChange change) =>
        change.Before is { StartsAt: var before } && before < change.Activity.StartsAt ? before : change.Activity.StartsAt;

    private static bool IsAsBefore(ChangeKind kind, ProgrammeChange change) => (kind, change.Before) switch
    {
        (ChangeKind.Moved, { } before) => before.StartsAt == change.Activity.StartsAt && before.EndsAt == change.Activity.EndsAt,
        (ChangeKind.MovedRoom, { } before) => before.Place == change.Activity.Place,
        _ => false,
    };

    private static IEnumerable<KeptChange> Without(KeptChanges kept, KeptChange? change) => kept.Changes.Where(each => each != change);

    private static LocalizedText Both(LocalizedText first, LocalizedText second) =>
        first == second ? first : new(Both(first.Sv, second.Sv, ", ")!, Both(first.In("en"), second.In("en"), ", "));

    private static string? Both(string? first, string? second, string between) =>
        first == second || second is null ? first : first is null ? second : first + between + second;
}
