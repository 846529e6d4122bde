using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Notifications.Content;

/// <summary>What somebody has at an activity.</summary>
/// <param name="Position">1 is next in line; null unless it waits.</param>
/// <param name="Version">Version of the activity's stream of seats when it was decided.</param>
/// <param name="Attendees">Who comes by it and was named, each with a ticket; null for nobody, and in what was stored before they were told.</param>
public sealed record BookedSeats(
    RegistrationId RegistrationId,
    bool IsConfirmed,
    int Seats,
    int? Position,
    string Ticket,
    string ManageToken,
    long Version,
    IReadOnlyList<NamedTicket>? Attendees = null)
{
    public static BookedSeats Of(RegistrationState registration) => new(
        registration.Id,
        registration.Status == RegistrationStatus.Confirmed,
        registration.Seats,
        registration.Position,
        registration.Ticket,
        registration.ManageToken,
        registration.Version,
        registration.Attendees is { Count: > 0 } named ? named : null);

    public BookedSeats Masked() => this with { Ticket = "", ManageToken = "", Attendees = null };
}

/// <summary>Several conversations that one person booked, or cancelled, in one step.</summary>
/// <param name="Places">In the order in which they begin.</param>
/// <param name="OwnToken">Opens the list of all that the person has registered for.</param>
public sealed record BookedChain(IReadOnlyList<ChainedPlace> Places, string OwnToken)
{
    /// <summary>Null where a message brings no letter.</summary>
    public static BookedChain? Of(RegistrationChain? chain) => chain is { Places: { } places, OwnToken: { } token }
        ? new([.. places.Select(place => new ChainedPlace(place.ActivityId, place.RegistrationId, place.ManageToken))], token)
        : null;

    public BookedChain Masked() => new([.. Places.Select(place => place with { ManageToken = "" })], "");
}

/// <param name="ManageToken">Opens this registration and nothing else.</param>
public sealed record ChainedPlace(ActivityId ActivityId, RegistrationId RegistrationId, string ManageToken);

/// <summary>Where a moved registration was before.</summary>
public sealed record MovedFrom(ActivityId ActivityId, RegistrationId RegistrationId);

/// <param name="Message">An organiser's own words; may be null.</param>
/// <param name="Alternatives">What is kept in its place, of which one can be chosen; null for nothing.</param>
public sealed record Cancelled(CancelledBy By, string? Message, IReadOnlyList<Alternative>? Alternatives = null)
{
    public Cancelled Masked() => this with { Message = null, Alternatives = Alternatives?.Select(alternative => alternative with { Token = "" }).ToList() };
}

/// <summary>A place that is kept for somebody whose activity was cancelled.</summary>
/// <param name="Token">Chooses it.</param>
/// <param name="Until">UTC: then it goes to others.</param>
public sealed record Alternative(ActivityId ActivityId, string Token, DateTimeOffset Until);

/// <summary>The activity as a reminder tells of it: when that no longer holds, there is nothing to remind of.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="CalendarSequence">The activity's, which rises with each change of time, place or status.</param>
public sealed record Reminder(DateTimeOffset StartsAt, int CalendarSequence);

/// <summary>What an organiser wrote to many: not about any of them.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text; an empty line begins a paragraph.</param>
public sealed record OrganisersWords(string Subject, string Text);

/// <summary>What an association invites a member to, in its own words: not about the member.</summary>
/// <param name="AssociationId">Its client name.</param>
/// <param name="From">What it calls itself.</param>
/// <param name="Activity">Null for the edition as a whole.</param>
public sealed record MemberInvitation(string AssociationId, string From, EditionId EditionId, InvitedToActivity? Activity, LocalizedText Text)
{
    /// <summary>Whether it is to the same, whoever invites.</summary>
    public bool IsToTheSame(MemberInvitation other) => EditionId == other.EditionId && Activity?.Id == other.Activity?.Id;
}

/// <summary>What somebody who asked to be contacted is answered.</summary>
/// <param name="ReopenToken">By it they can say that it was no answer; null where they cannot.</param>
/// <param name="ReopenableUntil">UTC.</param>
public sealed record FollowUpAnswer(
    RegistrationId RegistrationId, string Text, FollowUpId? FollowUpId = null, string? ReopenToken = null, DateTimeOffset? ReopenableUntil = null);

/// <summary>A question that somebody asked, without what it was.</summary>
/// <param name="Area">Who answers it.</param>
/// <param name="DueAt">UTC: until when; null where that was never said.</param>
/// <param name="Reminder">How often the area was told that it is overdue, this time included.</param>
/// <param name="IsByContact">Whether who asked says that it is open again.</param>
/// <param name="RegistrationId">Of who asked, where they are told; an area is not told who it was.</param>
/// <param name="IsByHost">Whether an officer opened it after a conversation; null where who asked did.</param>
public sealed record FollowUpDetails(
    FollowUpId Id, LocalizedText Area, DateTimeOffset? DueAt, int Reminder = 0, bool IsByContact = false, RegistrationId? RegistrationId = null, bool? IsByHost = null);

/// <summary>What a day changed of a host's conversations.</summary>
/// <param name="Changes">In the order in which they begin.</param>
/// <param name="Tomorrow">What is booked with them the day after, in the order in which it begins.</param>
public sealed record HostDay(IReadOnlyList<HostChange> Changes, IReadOnlyList<ActivityId> Tomorrow);

/// <param name="Kind">HostBooked, HostMoved or HostFreed.</param>
/// <param name="Before">When it was to be; null unless it moved.</param>
public sealed record HostChange(ActivityId ActivityId, NotificationKind Kind, TimeAndPlace? Before = null);

/// <param name="RegistrationId">Whose; of a visit the id of its request.</param>
/// <param name="Token">Opens the survey for this one registration, or side of a visit.</param>
/// <param name="ClosesAt">UTC.</param>
public sealed record SurveyLink(RegistrationId RegistrationId, string Token, DateTimeOffset ClosesAt);

/// <summary>A visit to a company, as far as it was decided. Personal data where the company is one person.</summary>
/// <param name="Token">Opens the company's request.</param>
/// <param name="StartsAt">UTC; null where no time was ever proposed.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Hosts">Who comes.</param>
/// <param name="Decision">Null for a proposal.</param>
/// <param name="Message">In the words of whoever decided; may be null.</param>
/// <param name="EditionId">Null where it was not noted: long ago.</param>
/// <param name="Wish">What the company wishes; null where that is not told.</param>
/// <param name="ActivityId">What calendars know it by; null where nothing was proposed, and where that was not told.</param>
/// <param name="Version">Of the request's stream; null where it was not noted.</param>
/// <param name="Change">What of it is another than was told before; null where that is not told.</param>
public sealed record VisitDetails(
    VisitRequestId VisitRequestId,
    LocalizedText EditionName,
    string CompanyName,
    string Token,
    string Address,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    IReadOnlyList<string> Hosts,
    VisitDecision? Decision,
    string? Message,
    EditionId? EditionId = null,
    VisitWish? Wish = null,
    ActivityId? ActivityId = null,
    long? Version = null,
    VisitChangeDetails? Change = null)
{
    public static VisitDetails Of(VisitChanged message) =>
        Of(message.Visit, null, null) with { Change = new(message.Kinds, message.BeforeStartsAt, message.BeforeEndsAt) };

    public static VisitDetails Of(VisitRequested message) => Of(message.Visit, null, message.Message) with { Wish = message.Wish };

    public static VisitDetails Of(VisitProposed message) => Of(message.Visit, null, message.Message);

    public static VisitDetails Of(VisitDecided message) => Of(message.Visit, message.Decision, message.Message);

    /// <summary>As it is told the day before: what was said about it before is not.</summary>
    public VisitDetails ForReminder() => this with { Decision = VisitDecision.Accepted, Message = null, Wish = null, Change = null };

    /// <summary>As it is told when it is over: nothing of it is in a calendar any more.</summary>
    public VisitDetails ForAfterwards() => ForReminder() with { ActivityId = null };

    /// <summary>As the hosts read it: without what opens the company's request and without what was said to the company.</summary>
    public VisitDetails ForHosts() => this with { Token = "", Message = null, Wish = null };

    private static VisitDetails Of(VisitState visit, VisitDecision? decision, string? message) => new(
        visit.Id,
        visit.EditionName,
        visit.CompanyName,
        visit.Token,
        visit.Address,
        visit.StartsAt,
        visit.EndsAt,
        visit.Hosts,
        decision,
        message,
        visit.EditionId,
        ActivityId: visit.PlannedActivityId ?? visit.ActivityId,
        Version: visit.Version);
}

/// <summary>How a host stands in a visit's delegation.</summary>
public enum DelegationNews
{
    /// <summary>They come if the company accepts.</summary>
    Proposed,

    /// <summary>The company has accepted: they come.</summary>
    Confirmed,

    /// <summary>They come, at another time or place, or with others, than they were told.</summary>
    Changed,

    /// <summary>They do not come after all: the visit will not take place then, or others come.</summary>
    Released,

    /// <summary>They come, and it is tomorrow.</summary>
    ComesUp,
}

/// <param name="StartedAt">UTC: when it was to begin before.</param>
/// <param name="EndedAt">UTC.</param>
public sealed record VisitChangeDetails(IReadOnlyList<ChangeKind> Kinds, DateTimeOffset StartedAt, DateTimeOffset EndedAt);

/// <summary>
/// What organisers hear of a request for a visit: nothing that says which company or who it was. That is for those who may open it.
/// </summary>
/// <param name="Area">The company's postal town; empty where it was not told.</param>
/// <param name="Decision">What the company has answered; null where it asks for the first time.</param>
/// <param name="StartsAt">UTC: of the time that the company answered about; null where it asks for the first time.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Wish">What the company wishes; null where that is not told.</param>
public sealed record VisitNotice(
    VisitRequestId VisitRequestId,
    EditionId EditionId,
    LocalizedText EditionName,
    string Area,
    VisitDecision? Decision,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    VisitWish? Wish)
{
    public static VisitNotice Of(VisitState visit, VisitDecision? decision, VisitWish? wish = null) => new(
        visit.Id, visit.EditionId, visit.EditionName, visit.Area ?? "", decision, visit.StartsAt, visit.EndsAt, wish);
}

/// <summary>All that a release of the programme changed for one person.</summary>
/// <param name="Note">What the organiser says about it; may be null.</param>
public sealed record Release(LocalizedText EditionName, string? Note, IReadOnlyList<ReleaseChange> Changes)
{
    public bool Concerns(RegistrationId registration) => Changes.Any(change => change.Booking.RegistrationId == registration);

    /// <summary>What is left to tell when the registration has ended; null when nothing is.</summary>
    public Release? Without(RegistrationId registration) =>
        Changes.Where(change => change.Booking.RegistrationId != registration).ToList() is { Count: > 0 } left ? this with { Changes = left } : null;
}

/// <summary>What a release changed in one of a person's activities.</summary>
/// <param name="Before">The time and place it had; null when the release did not say.</param>
/// <param name="Booking">What the person has there.</param>
public sealed record ReleaseChange(ActivityId ActivityId, IReadOnlyList<ChangeKind> Kinds, TimeAndPlace? Before, BookedSeats Booking);
