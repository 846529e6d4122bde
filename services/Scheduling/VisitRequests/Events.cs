using System.Text.Json.Serialization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;

namespace BusinessFocus.Scheduling.VisitRequests;

/// <summary>A company asked to be visited.</summary>
/// <param name="AreaContact">Who hears of it beside the organisers, as the edition said then; null for nobody.</param>
public sealed record VisitAsked(
    VisitRequestId VisitRequestId,
    EditionId EditionId,
    LocalizedText EditionName,
    VisitingCompany Company,
    VisitWishes Wishes,
    DateTimeOffset At,
    VisitAreaContact? AreaContact = null);

/// <summary>An organiser proposed a time and a delegation; in place of any proposal before.</summary>
/// <param name="Message">The organiser's own words; may be null.</param>
/// <param name="Override">Why a clash was accepted; null where there was none.</param>
/// <param name="ActivityId">What it becomes once it is accepted, so that calendars know both as one; null in the first events.</param>
public sealed record VisitTimeProposed(
    VisitProposal Proposal, string? Message, ClashOverride? Override, VisitFacts Visit, DateTimeOffset At, ActivityId? ActivityId = null);

/// <summary>The company accepted: the visit is an activity now.</summary>
public sealed record VisitAccepted(ActivityId ActivityId, VisitFacts Visit, DateTimeOffset At);

/// <summary>The accepted visit went public at another time or place, or with others who come, than the company had been told.</summary>
/// <param name="Proposal">What holds from now on.</param>
/// <param name="Before">What the company had been told before.</param>
/// <param name="Kinds">What of it is another.</param>
/// <param name="Place">Where, in words of the company's language, where it is not at the company; null where it is.</param>
public sealed record VisitChanged(
    VisitProposal Proposal, VisitProposal Before, IReadOnlyList<ChangeKind> Kinds, string? Place, VisitFacts Visit, DateTimeOffset At);

/// <summary>The company wants the visit at another time.</summary>
/// <param name="Message">The company's own words; may be null.</param>
public sealed record AnotherVisitTimeAsked(VisitWishes Wishes, string? Message, VisitFacts Visit, DateTimeOffset At);

/// <summary>The company no longer wants the visit; where it had accepted one, the activity is cancelled in the same commit.</summary>
/// <param name="Reason">The company's own words; may be null.</param>
public sealed record VisitDeclined(string? Reason, VisitFacts Visit, DateTimeOffset At);

/// <summary>An organiser took the request or the proposal back.</summary>
/// <param name="Reason">The organiser's own words.</param>
public sealed record VisitWithdrawn(string Reason, VisitFacts Visit, DateTimeOffset At);

/// <summary>The company's contact is forgotten: what was not decided is over, and nobody is named in it.</summary>
public sealed record VisitContactForgotten(DateTimeOffset At);

/// <summary>What the other services have to know of a visit, beside what happened. Personal data.</summary>
/// <param name="Proposal">Null where nothing has been proposed.</param>
/// <param name="AskedAt">UTC; null where it was stored before that was noted.</param>
/// <param name="ActivityId">The activity that it is, or becomes once it is accepted; null before a proposal and in the first events.</param>
/// <param name="Place">Where, in words, where it is not at the company; null where it is.</param>
public sealed record VisitFacts(
    VisitRequestId VisitRequestId,
    EditionId EditionId,
    LocalizedText EditionName,
    VisitingCompany Company,
    VisitProposal? Proposal,
    DateTimeOffset? AskedAt = null,
    ActivityId? ActivityId = null,
    string? Place = null);

/// <summary>Who asks for a visit, and where it would be. Personal data.</summary>
/// <param name="Phone">E.164; as it was given where it was stored before phones were read. May be null.</param>
/// <param name="Locale">"sv" or "en".</param>
/// <param name="Area">The postal town, for instance "Stenkullen": visits in one area are made on one day.</param>
public sealed record VisitingCompany(
    string Name, ContactId ContactId, string ContactName, string Email, string? Phone, string Locale, string Street, string Area, double? Latitude, double? Longitude)
{
    public string Address => $"{Street}, {Area}";

    /// <summary>Whether anything is kept of who asked.</summary>
    [JsonIgnore]
    public bool IsForgotten => Email.Length == 0;

    /// <summary>The company without its people.</summary>
    public VisitingCompany Forgotten() => this with { ContactId = default, ContactName = "", Email = "", Phone = null };
}

/// <summary>What a company wishes of a visit.</summary>
/// <param name="Days">On which days it suits, Europe/Stockholm; none where any does.</param>
/// <param name="NumberOfEmployees">How many work at the company; left out where it was not said.</param>
/// <param name="Message">The company's own words; left out where there are none, or who asked is forgotten.</param>
/// <param name="PartOfDay">At what time of day it suits.</param>
/// <param name="Topics">What to talk about, by the keys of topics.</param>
public sealed record VisitWishes(
    IReadOnlyList<DateOnly> Days, PartOfDay PartOfDay, IReadOnlyList<string> Topics, int? NumberOfEmployees, string? Message);

/// <summary>When on a day a visit suits the company.</summary>
public enum PartOfDay
{
    /// <summary>At any time.</summary>
    Any,

    /// <summary>It begins before 12:00, Europe/Stockholm.</summary>
    Morning,

    /// <summary>It begins at 12:00 or later, Europe/Stockholm.</summary>
    Afternoon,
}

/// <summary>A time for a visit, and who comes.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="HostNames">As they were shown to the company.</param>
/// <param name="Capacity">Seats for others who come along; 0 takes no registrations.</param>
public sealed record VisitProposal(
    DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<HostId> HostIds, IReadOnlyList<string> HostNames, int Capacity);
