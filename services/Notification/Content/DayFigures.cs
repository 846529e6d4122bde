using BusinessFocus.Contracts;

namespace BusinessFocus.Notifications.Content;

/// <summary>What a day brought, as organisers and operators are told the morning after. Nothing about any person.</summary>
/// <param name="Day">By the calendar in Lerum.</param>
/// <param name="Activities">Where somebody registered or cancelled.</param>
/// <param name="Unreachable">How many people have an address that does not exist.</param>
/// <param name="Channels">How deliveries went, by channel.</param>
/// <param name="Waiting">Notifications under way when it was counted.</param>
/// <param name="OldestSince">UTC: since when the oldest of them waits; null where none does.</param>
/// <param name="DeadLetters">
/// Messages that services could not deal with, when it was counted; null in figures from before they were told.
/// </param>
/// <param name="LateVisitRequests">Companies that by the end of the day had waited too long for an answer, and still wait; null in figures from before they were told.</param>
public sealed record DayFigures(
    DateOnly Day,
    IReadOnlyList<ActivityFigures> Activities,
    int Unreachable,
    IReadOnlyList<ChannelFigures> Channels,
    int Waiting,
    DateTimeOffset? OldestSince,
    IReadOnlyList<DeadLetterFigures>? DeadLetters = null,
    int? LateVisitRequests = null)
{
    /// <summary>Whether organisers have something to read.</summary>
    public bool ConcernsOrganisers() => Activities.Count > 0 || Undelivered() > 0 || LateVisitRequests > 0;

    /// <summary>Messages that did not arrive, and will not.</summary>
    public int Undelivered() => Channels.Sum(channel => channel.Failed + channel.GivenUp);
}

/// <param name="Confirmed">Registrations that got seats.</param>
/// <param name="Waiting">Registrations that got a place in line.</param>
/// <param name="Cancelled">Registrations that ended here.</param>
public sealed record ActivityFigures(ActivityId ActivityId, LocalizedText Title, int Confirmed, int Waiting, int Cancelled);

/// <param name="Accepted">Messages that a server took.</param>
/// <param name="Deferred">Attempts that a server put off.</param>
/// <param name="Failed">Messages that a server refused for good, or that could not be composed.</param>
/// <param name="GivenUp">Messages that no server could take for as long as it was tried.</param>
/// <param name="Repeated">Attempts made without a recorded answer to the one before.</param>
public sealed record ChannelFigures(string Channel, int Accepted, int Deferred, int Failed, int GivenUp, int Repeated);

/// <summary>Messages that a service could not deal with and that wait for an operator.</summary>
public sealed record DeadLetterFigures(string Service, int Waiting);
