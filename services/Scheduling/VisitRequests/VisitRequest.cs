using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Venues;

namespace BusinessFocus.Scheduling.VisitRequests;

/// <summary>How far a request for a visit has come.</summary>
public enum VisitStatus
{
    /// <summary>The company has asked, and no time has been proposed.</summary>
    Asked,

    /// <summary>A time is proposed, and the company has not answered.</summary>
    Proposed,

    /// <summary>The company wants another time than the one that was proposed.</summary>
    AnotherTimeAsked,

    /// <summary>The company has accepted the time: the visit is an activity.</summary>
    Accepted,

    /// <summary>The company no longer wants it.</summary>
    Declined,

    /// <summary>An organiser took it back or cancelled it; or who asked was forgotten before it was decided.</summary>
    Withdrawn,
}

/// <summary>A company's request to be visited, and what became of it.</summary>
public sealed record VisitRequest : IState<VisitRequest>, IVersioned
{
    public static VisitRequest Initial { get; } = new();

    public Guid Id { get; set; }

    public EditionId EditionId { get; init; }

    public LocalizedText EditionName { get; init; } = new("");

    public VisitStatus Status { get; init; }

    /// <summary>Null before anything happened.</summary>
    public VisitingCompany? Company { get; init; }

    public VisitWishes? Wishes { get; init; }

    /// <summary>The last that was proposed, also when it was not accepted; once it is public, as it is public.</summary>
    public VisitProposal? Proposal { get; init; }

    /// <summary>Where, in words of the company's language, where it is not at the company; null where it is.</summary>
    public string? Place { get; init; }

    public ActivityId? ActivityId { get; init; }

    /// <summary>What it becomes once it is accepted; null before a proposal, and where one was made before that was noted.</summary>
    public ActivityId? ReservedActivityId { get; init; }

    /// <summary>UTC; null where it was stored before that was noted.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>How long an organiser's last answer took, or takes; null where nothing was asked since that is noted.</summary>
    public VisitWait? Wait { get; init; }

    /// <summary>UTC: until when an organiser is to have answered; null where nothing waits for one.</summary>
    public DateTimeOffset? AnswerDueAt => Wait is { AnsweredAt: null } waiting ? waiting.DueAt : null;

    /// <summary>Events so far: what a change is based on.</summary>
    public long StreamVersion { get; set; }

    public bool IsOpen => Status is VisitStatus.Asked or VisitStatus.Proposed or VisitStatus.AnotherTimeAsked;

    /// <summary>The company's place: a venue of its own from the proposal on, so that the way there is reckoned with.</summary>
    public Venue AsVenue() => new()
    {
        Id = Id,
        EditionId = EditionId,
        Name = Company!.Name,
        Address = Company.Address,
        Latitude = Company.Latitude,
        Longitude = Company.Longitude,
        Shared = true,
    };

    /// <param name="proposal">The one that is made now; null for the last that was made.</param>
    public VisitFacts Facts(VisitProposal? proposal = null) => new(
        new VisitRequestId(Id), EditionId, EditionName, Company!, proposal ?? Proposal, AskedAt, ActivityId ?? ReservedActivityId, Place);

    /// <summary>The visit as an activity.</summary>
    public Plan PlanOf(VisitProposal proposal, VenueId venue) => new(
        ActivityKind.CompanyVisit,
        new LocalizedText($"Företagsbesök: {Company!.Name}", $"Company visit: {Company.Name}"),
        Description: null,
        proposal.StartsAt,
        proposal.EndsAt,
        venue,
        JoinLink: null,
        proposal.HostIds,
        proposal.Capacity,
        WaitingListLimit: null,
        "sv",
        Topics.Of(Wishes!.Topics),
        RegistrationOpensAt: null,
        RegistrationClosesAt: null,
        MembersUntil: null);

    public VisitRequest Evolve(object @event) => @event switch
    {
        VisitAsked asked => this with
        {
            EditionId = asked.EditionId,
            EditionName = asked.EditionName,
            Company = asked.Company,
            Wishes = asked.Wishes,
            AskedAt = asked.At,
            Wait = VisitWait.From(asked.At),
            Status = VisitStatus.Asked,
        },
        VisitTimeProposed proposed => this with
        {
            Proposal = proposed.Proposal,
            ReservedActivityId = proposed.ActivityId ?? ReservedActivityId,
            Status = VisitStatus.Proposed,
            Wait = Wait?.EndedAt(proposed.At),
        },
        VisitChanged changed => this with { Proposal = changed.Proposal, Place = changed.Place },
        VisitAccepted accepted => this with { ActivityId = accepted.ActivityId, Status = VisitStatus.Accepted },
        AnotherVisitTimeAsked asked => this with { Wishes = asked.Wishes, Status = VisitStatus.AnotherTimeAsked, Wait = VisitWait.From(asked.At) },
        VisitDeclined declined => this with { Status = VisitStatus.Declined, Wait = Wait?.EndedAt(declined.At) },
        VisitWithdrawn withdrawn => this with { Status = VisitStatus.Withdrawn, Wait = Wait?.EndedAt(withdrawn.At) },
        VisitContactForgotten forgotten => this with
        {
            Wait = Wait?.EndedAt(forgotten.At),
            Status = IsOpen ? VisitStatus.Withdrawn : Status,
            Company = Company!.Forgotten(),
            Wishes = Wishes! with { Message = null },
        },
        _ => this,
    };
}
