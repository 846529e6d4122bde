using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Scheduling.Activities;

/// <summary>What organisers want an activity to be; the public sees it when it is released.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC, after <paramref name="StartsAt"/>.</param>
/// <param name="VenueId">Null where it is only digital, or nobody knows yet.</param>
/// <param name="JoinLink">For those registered only.</param>
/// <param name="Capacity">Seats; 0 takes no registrations.</param>
/// <param name="WaitingListLimit">Seats that may wait; null is no limit.</param>
/// <param name="Language">"sv" or "en": spoken.</param>
/// <param name="RegistrationOpensAt">UTC; null is from the release.</param>
/// <param name="RegistrationClosesAt">UTC; null is until the start.</param>
/// <param name="MembersUntil">UTC; until then members of an association go before others on the waiting list.</param>
public sealed record Plan(
    ActivityKind Kind,
    LocalizedText Title,
    LocalizedText? Description,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    VenueId? VenueId,
    string? JoinLink,
    IReadOnlyList<HostId> HostIds,
    int Capacity,
    int? WaitingListLimit,
    string Language,
    IReadOnlyList<string> Topics,
    DateTimeOffset? RegistrationOpensAt,
    DateTimeOffset? RegistrationClosesAt,
    DateTimeOffset? MembersUntil)
{
    /// <summary>Whether both say the same; equality of records would compare the lists by reference.</summary>
    public bool IsSameAs(Plan other) => DifferencesFrom(other).Count == 0;

    /// <summary>Whether both need the same people and place at the same time.</summary>
    public bool OccupiesTheSameAs(Plan other) =>
        StartsAt == other.StartsAt
        && EndsAt == other.EndsAt
        && VenueId == other.VenueId
        && Kind == other.Kind
        && Capacity == 0 == (other.Capacity == 0)
        && HostIds.SequenceEqual(other.HostIds);

    /// <summary>The fields in which they differ, as the interface names them.</summary>
    public IReadOnlyList<string> DifferencesFrom(Plan other)
    {
        (string Field, bool Differs)[] fields =
        [
            ("kind", Kind != other.Kind),
            ("title", Title != other.Title),
            ("description", Description != other.Description),
            ("startsAt", StartsAt != other.StartsAt),
            ("endsAt", EndsAt != other.EndsAt),
            ("venueId", VenueId != other.VenueId),
            ("joinLink", JoinLink != other.JoinLink),
            ("hostIds", !HostIds.SequenceEqual(other.HostIds)),
            ("capacity", Capacity != other.Capacity),
            ("waitingListLimit", WaitingListLimit != other.WaitingListLimit),
            ("language", Language != other.Language),
            ("topics", !Topics.SequenceEqual(other.Topics)),
            ("registrationOpensAt", RegistrationOpensAt != other.RegistrationOpensAt),
            ("registrationClosesAt", RegistrationClosesAt != other.RegistrationClosesAt),
            ("membersUntil", MembersUntil != other.MembersUntil),
        ];
        return fields.Where(field => field.Differs).Select(field => field.Field).ToList();
    }
}
