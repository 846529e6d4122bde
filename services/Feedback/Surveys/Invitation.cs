using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Tokens;
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
    }
}
