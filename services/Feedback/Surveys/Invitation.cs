using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Feedback.Questions;
using Marten;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>What a survey link opens. Found by the hash of its token, so the store alone opens nothing.</summary>
public sealed record Invitation
{
    /// <summary>SHA-256 of the token.</summary>
    public required string Id { get; init; }

    public required SurveyId SurveyId { get; init; }

    public required ActivityId ActivityId { get; init; }

    public required EditionId EditionId { get; init; }

    /// <summary>For a follow-up that the attendee asks for.</summary>
    public required RegistrationId RegistrationId { get; init; }

    /// <summary>Of an association, when they came; null where it was not noted: long ago.</summary>
    public bool? IsMember { get; init; }

    /// <summary>Null where nobody knows.</summary>
    public CompanySize? CompanySize { get; init; }

    /// <summary>Whom the survey asks, where it is a whole edition's; null for an activity's.</summary>
    public SurveyAudience? Audience { get; init; }

    /// <summary>What the registration is for, where the survey is a whole edition's.</summary>
    public ActivityId? RegisteredFor { get; init; }

    /// <summary>Of which visit it asks one side; null for who came by a registration.</summary>
    public VisitRequestId? Visit { get; init; }

    /// <summary>Which side of the visit it asks; null for who came by a registration.</summary>
    public VisitSide? Side { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>Stores what the links of these events open, in the commit of the events.</summary>
    /// <param name="survey">After them.</param>
    public static void StoreFor(IDocumentSession session, Survey survey, IEnumerable<object> events)
    {
        foreach (var invited in events.OfType<AttendeeWasInvited>())
        {
            var attendance = survey.Attendances.GetValueOrDefault(invited.RegistrationId);
            session.Store(new Invitation
            {
                Id = LinkToken.HashOf(invited.Token),
                SurveyId = invited.SurveyId,
                ActivityId = invited.ActivityId,
                EditionId = invited.EditionId,
                RegistrationId = invited.RegistrationId,
                ClosesAt = invited.ClosesAt,
                Audience = invited.Audience,
                RegisteredFor = invited.RegisteredFor,
                IsMember = attendance?.IsMember,
                CompanySize = attendance?.CompanySize,
            });
        }

        foreach (var visit in events.OfType<VisitWasSurveyed>())
        {
            session.Store(Of(visit, VisitSide.Company, visit.CompanyToken), Of(visit, VisitSide.Delegation, visit.DelegationToken));
        }
    }

    private static Invitation Of(VisitWasSurveyed visit, VisitSide side, string token) => new()
    {
        Id = LinkToken.HashOf(token),
        SurveyId = visit.SurveyId,
        ActivityId = visit.ActivityId,
        EditionId = visit.EditionId,
        RegistrationId = VisitSides.IdOf(visit.VisitRequestId, side),
        ClosesAt = visit.ClosesAt,
        Visit = visit.VisitRequestId,
        Side = side,
    };
}
