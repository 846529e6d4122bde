using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;

namespace BusinessFocus.Notifications.Releases;

/// <summary>Who is told what about a release of the programme.</summary>
public static class ReleaseNotifications
{
    // A cancellation is told by the registration's own message; an addition concerns nobody yet; the number of seats nobody who has one.
    private static readonly HashSet<ChangeKind> Told = [ChangeKind.Moved, ChangeKind.MovedRoom, ChangeKind.HostChanged, ChangeKind.TextChanged];

    public static bool ConcernsThoseRegistered(ProgrammeChange change) =>
        !change.Kinds.Contains(ChangeKind.Cancelled) && change.Kinds.Any(Told.Contains);

    /// <summary>One decision per person, with all that changed for them, by time.</summary>
    /// <param name="decision">Id of the release's message, or of the digest.</param>
    /// <param name="note">What the organiser says about it; may be null.</param>
    /// <param name="registrations">Those at other activities count for nothing.</param>
    public static IReadOnlyList<NotificationRequest> ByPerson(
        Guid decision, LocalizedText editionName, string? note, IReadOnlyList<ProgrammeChange> changes, IReadOnlyList<KnownRegistration> registrations)
    {
        var changed = changes.ToDictionary(change => change.Activity.Id);
        return registrations
            .Where(registration => registration is { Recipient: not null, Booking: not null } && changed.ContainsKey(registration.ActivityId))
            .GroupBy(registration => registration.Recipient!.ContactId)
            .Select(person => new NotificationRequest(
                decision,
                person.MaxBy(registration => registration.Booking!.Version)!.Recipient!,
                new ReleaseContent(new Release(
                    editionName,
                    note,
                    person
                        .GroupBy(registration => registration.ActivityId)
                        .Select(at => (Change: changed[at.Key], at.MaxBy(registration => registration.Booking!.IsConfirmed)!.Booking))
                        .OrderBy(each => each.Change.Activity.StartsAt)
                        .Select(each => new ReleaseChange(each.Change.Activity.Id, each.Change.Kinds, each.Change.Before, each.Booking!))
                        .ToList())),
                Registration: null))
            .ToList();
    }

    /// <summary>What is left to tell in the place of one that was taken back when a registration ended; null when nothing is.</summary>
    public static NotificationRequest? LeftOf(Notification takenBack, RegistrationId ended) => takenBack.Content() is ReleaseContent about && about.Release.Without(ended) is { } left
        ? new NotificationRequest(NotificationIds.Left(takenBack, ended), takenBack.Recipient, new ReleaseContent(left), Registration: null, ResentFrom: takenBack)
        : null;
}
