using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Content;

namespace BusinessFocus.Notifications.ReadModels;

/// <summary>How far a company's request for a visit has come, as far as messages have told.</summary>
public sealed record KnownVisit
{
    /// <summary>The VisitRequestId's value.</summary>
    public Guid Id { get; init; }

    /// <summary>Version of the request's stream.</summary>
    public required long Version { get; init; }

    /// <summary>Who was told last that they come; null where that was not noted.</summary>
    public IReadOnlyList<HostId>? HostIds { get; init; }

    /// <summary>What is to be reminded of; null where the visit is not accepted, and once it was reminded of or its company is forgotten. Personal data.</summary>
    public AcceptedVisit? Accepted { get; init; }

    /// <summary>
    /// The visit as it was accepted, or changed last: whom to ask when it has taken place. Null where it is not accepted, or its company is forgotten.
    /// Personal data.
    /// </summary>
    public AcceptedVisit? Agreed { get; init; }

    /// <summary>What Feedback asks before it was heard that the visit is accepted; null for nothing.</summary>
    public VisitSurveyLinks? AskedEarly { get; init; }

    /// <summary>UTC: until when an organiser is to have answered; null where nothing waits for one.</summary>
    public DateTimeOffset? AnswerDueAt { get; init; }
}

/// <summary>A visit that is to come, as its company and its hosts know it.</summary>
/// <param name="Company">Who is told for the company.</param>
/// <param name="HostIds">Who comes, in the order of the visit's names.</param>
public sealed record AcceptedVisit(Recipient Company, VisitDetails Visit, IReadOnlyList<HostId> HostIds);

/// <summary>What opens the questions of both sides of a visit.</summary>
/// <param name="CompanyToken">Null where the company is not written to.</param>
/// <param name="DelegationToken">Null where the delegation is not written to.</param>
/// <param name="Decision">The message's id: each recipient gets one letter of it.</param>
/// <param name="ClosesAt">UTC.</param>
public sealed record VisitSurveyLinks(Guid Decision, string? CompanyToken, string? DelegationToken, DateTimeOffset ClosesAt);
