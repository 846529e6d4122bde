using System.Text.Json.Serialization;

namespace BusinessFocus.Contracts.Scheduling;

/// <summary>An activity became public for the first time.</summary>
public sealed record ActivityReleased(ActivityState Activity);

/// <summary>A public activity was released again with other facts. The people concerned hear of it by <see cref="ProgrammeReleased"/>.</summary>
public sealed record ActivityChanged(ActivityState Activity);

/// <summary>A public activity will not take place. Everyone registered must be told, and their calendars.</summary>
/// <param name="Reason">The organiser's own words to those registered; may be null.</param>
/// <param name="Alternatives">
/// Activities that those registered are offered in its place, the best first; null where nothing is, and in messages from before it was told.
/// </param>
public sealed record ActivityCancelled(ActivityState Activity, string? Reason, IReadOnlyList<ActivityId>? Alternatives = null);

/// <summary>The activity has taken place: those who came can be asked.</summary>
public sealed record ActivityCompleted(ActivityState Activity);

/// <summary>
/// An activity was said to have taken place by mistake: it is as it was before. Only as long as nobody has answered what was asked
/// afterwards.
/// </summary>
/// <param name="Reason">The organiser's own words; may be null.</param>
public sealed record ActivityReopened(ActivityState Activity, string? Reason);

/// <summary>A version of an edition's programme was published.</summary>
/// <param name="ReleaseVersion">1, 2, 3 …: the edition's own count.</param>
/// <param name="ReleasedAt">UTC.</param>
/// <param name="Note">What the organiser says about it; may be null.</param>
/// <param name="Changes">All that differs from the version before, one change per activity.</param>
public sealed record ProgrammeReleased(
    EditionId EditionId,
    string EditionSlug,
    LocalizedText EditionName,
    int ReleaseVersion,
    DateTimeOffset ReleasedAt,
    string? Note,
    IReadOnlyList<ProgrammeChange> Changes);

/// <summary>An organiser said when people who register in the edition confirm their address first, where an activity says nothing else.</summary>
/// <param name="Version">Of the edition: a receiver ignores an older one than it has.</param>
public sealed record AddressConfirmationChosen(EditionId EditionId, ConfirmAddress ConfirmAddress, long Version);

/// <summary>An edition has another name, or says other things of itself; in place of all that was said before.</summary>
/// <param name="Sender">The name that stands as the sender of what the edition sends; null for the usual one.</param>
/// <param name="ReplyTo">The address that answers to letters go to; null for the sender's own.</param>
/// <param name="Contact">Whom people ask about it; null where nobody was said.</param>
/// <param name="Consent">What whoever registers agrees to; null where nothing was said.</param>
/// <param name="Version">Of the edition: a receiver ignores an older one than it has.</param>
public sealed record EditionPresented(
    EditionId EditionId, LocalizedText Name, string? Sender, string? ReplyTo, EditionContact? Contact, LocalizedText? Consent, long Version);

/// <summary>Whom people ask about an edition: it stands in its letters.</summary>
/// <param name="Name">A person's or an office's, at most 200 characters.</param>
/// <param name="Email">Where they are written to; left out where they are not.</param>
/// <param name="Phone">Where they are called, as it is to be read; left out where they are not.</param>
public sealed record EditionContact(string Name, string? Email = null, string? Phone = null);

/// <summary>By which address a host of an edition signs in, or that there is none any more; or they want to be written to otherwise.</summary>
/// <param name="Email">Personal data; null for none.</param>
/// <param name="Version">Of the host: a receiver ignores an older one than it has.</param>
/// <param name="At">UTC: when it was said; null in messages from before it was told.</param>
/// <param name="Language">Of what is written to them: "sv" or "en"; null in messages from before it was told.</param>
/// <param name="News">How they hear of their conversations; null in messages from before it was told, which is at once.</param>
public sealed record HostAddressed(
    HostId HostId, EditionId EditionId, string? Email, long Version, DateTimeOffset? At = null, string? Language = null, HostNews? News = null);

/// <summary>How a host hears of what is booked with them, moved or cancelled.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HostNews>))]
public enum HostNews
{
    /// <summary>Each at once.</summary>
    AtOnce,

    /// <summary>All of a day together, in the evening; what begins before that at once.</summary>
    Digest,

    /// <summary>Not at all: who wants it so looks at the agenda.</summary>
    None,
}

/// <summary>What a release did to one activity.</summary>
/// <param name="Activity">The activity as it is after the release.</param>
/// <param name="Before">The time and place it had in the version before; null when it was added.</param>
public sealed record ProgrammeChange(ActivityState Activity, IReadOnlyList<ChangeKind> Kinds, TimeAndPlace? Before);

/// <summary>When and where an activity takes place.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Attendance">Null in messages from before it was told.</param>
/// <param name="Place">Where; null when it is only digital, or not known.</param>
public sealed record TimeAndPlace(DateTimeOffset StartsAt, DateTimeOffset EndsAt, Place? Place, AttendanceMode? Attendance = null);

/// <summary>How an activity became another for the public.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangeKind>))]
public enum ChangeKind
{
    /// <summary>It is new in the programme.</summary>
    Added,

    /// <summary>It begins or ends at another time.</summary>
    Moved,

    /// <summary>It is in another place or room.</summary>
    MovedRoom,

    /// <summary>Others meet the visitors, or they are shown otherwise.</summary>
    HostChanged,

    /// <summary>It will not take place.</summary>
    Cancelled,

    /// <summary>Another title, description, kind, language, topic, way to attend, join link or visibility.</summary>
    TextChanged,

    /// <summary>Other seats, waiting list, times of registration or rules for it.</summary>
    CapacityChanged,
}
