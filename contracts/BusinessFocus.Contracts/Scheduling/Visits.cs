using System.Text.Json.Serialization;
using BusinessFocus.Contracts.Registration;

namespace BusinessFocus.Contracts.Scheduling;

/// <summary>A company asked to be visited: it waits for an organiser's answer.</summary>
/// <param name="Wish">What it wishes of the visit.</param>
/// <param name="Message">The company's own words; may be null.</param>
/// <param name="AreaContact">Who hears of it beside the organisers; null for nobody.</param>
public sealed record VisitRequested(VisitState Visit, VisitWish Wish, string? Message, VisitAreaContact? AreaContact = null);

/// <summary>Who answers for the companies of a postal town.</summary>
/// <param name="Email">Where they read.</param>
/// <param name="SetAt">UTC: when that was said; whose address was erased later is not told.</param>
public sealed record VisitAreaContact(string Email, DateTimeOffset? SetAt);

/// <summary>What a company wishes of a visit.</summary>
/// <param name="Days">On which days it suits, Europe/Stockholm; none where any does.</param>
/// <param name="Topics">What to talk about, by the keys of topics.</param>
/// <param name="NumberOfEmployees">How many work at the company; null where it was not said.</param>
public sealed record VisitWish(IReadOnlyList<DateOnly> Days, VisitPartOfDay PartOfDay, IReadOnlyList<string> Topics, int? NumberOfEmployees);

/// <summary>When on a day a visit suits a company.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VisitPartOfDay>))]
public enum VisitPartOfDay
{
    /// <summary>At any time.</summary>
    Any,

    /// <summary>It begins before 12:00, Europe/Stockholm.</summary>
    Morning,

    /// <summary>It begins at 12:00 or later, Europe/Stockholm.</summary>
    Afternoon,
}

/// <summary>An organiser proposed a time and a delegation to a company that asked for a visit.</summary>
/// <param name="Message">The organiser's own words; may be null.</param>
public sealed record VisitProposed(VisitState Visit, string? Message);

/// <summary>A proposed visit was decided on: by the company, or taken back by an organiser.</summary>
/// <param name="Message">In the words of whoever decided; may be null.</param>
public sealed record VisitDecided(VisitState Visit, VisitDecision Decision, string? Message);

/// <summary>An accepted visit went public at another time or place, or with others who come, than the company had been told.</summary>
/// <param name="Kinds">What of it is another: moved, in another place, or others who come.</param>
/// <param name="BeforeStartsAt">UTC: when it was to begin before.</param>
/// <param name="BeforeEndsAt">UTC.</param>
public sealed record VisitChanged(VisitState Visit, IReadOnlyList<ChangeKind> Kinds, DateTimeOffset BeforeStartsAt, DateTimeOffset BeforeEndsAt);

/// <summary>Who asked for a visit is forgotten: what was not decided is over, and what was agreed stays.</summary>
/// <param name="Version">Version of the request's stream: a receiver ignores an older one than it has.</param>
public sealed record VisitContactForgotten(VisitRequestId VisitRequestId, long Version);

/// <summary>What was decided about a proposed visit.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VisitDecision>))]
public enum VisitDecision
{
    /// <summary>The company accepts the time: the visit is an activity.</summary>
    Accepted,

    /// <summary>The company no longer wants the visit, also where it had accepted it: then the activity is cancelled.</summary>
    Declined,

    /// <summary>The company wants the visit, at another time.</summary>
    AnotherTimeAsked,

    /// <summary>By an organiser.</summary>
    Withdrawn,
}

/// <summary>A company's request for a visit as of <see cref="Version"/>.</summary>
/// <param name="Contact">Who asked, and is written to.</param>
/// <param name="Token">Opens this request and nothing else; the links in letters carry it.</param>
/// <param name="Address">Where the visit is, for people: at the company, unless an organiser planned it elsewhere.</param>
/// <param name="StartsAt">UTC: of what is proposed; null where nothing is.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Hosts">Who comes: names or roles.</param>
/// <param name="ActivityId">The activity that it became; null unless it is accepted.</param>
/// <param name="Version">Version of the request's stream: a receiver ignores an older one than it has.</param>
/// <param name="AskedAt">UTC: when the company asked; who was erased later is not told. Null where it was not noted.</param>
/// <param name="Area">The postal town of the company; null in messages from before it was told.</param>
/// <param name="PlannedActivityId">
/// The activity that it is, was, or becomes once it is accepted: its calendar UID is <c>{id}@businessfocus</c> from the first proposal on.
/// Null before one, and in messages from before it was told.
/// </param>
/// <param name="HostIds">In the order of <paramref name="Hosts"/>; null where nothing is proposed, and in messages from before it was told.</param>
/// <param name="AnswerDueAt">
/// UTC: until when an organiser is to have answered the company; null where it waits for none, and in messages from before it was told.
/// </param>
public sealed record VisitState(
    VisitRequestId Id,
    EditionId EditionId,
    LocalizedText EditionName,
    string CompanyName,
    Contact Contact,
    string Token,
    string Address,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    IReadOnlyList<string> Hosts,
    ActivityId? ActivityId,
    long Version,
    DateTimeOffset? AskedAt = null,
    string? Area = null,
    ActivityId? PlannedActivityId = null,
    IReadOnlyList<HostId>? HostIds = null,
    DateTimeOffset? AnswerDueAt = null);
