using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Areas;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Feedback.Answers;

/// <summary>
/// What one side of a visit answers: by name, and in no box, for whoever reads one name's answers could take them off a sum and see what is left.
/// Its case is opened or completed in the same commit.
/// </summary>
public static class VisitAnswers
{
    /// <summary>Whether the company's contact is forgotten: then neither side is asked any more.</summary>
    public static async Task<bool> IsForgottenAsync(this IQuerySession reads, VisitRequestId visit, CancellationToken cancellationToken) =>
        await reads.LoadAsync<ForgottenRegistration>(VisitSides.IdOf(visit, VisitSide.Company).Value, cancellationToken) is not null;

    /// <summary>Which sides are not to be reminded: who has told of the visit, and both where the company's contact is forgotten. It holds in the session, which the caller commits.</summary>
    public static async Task<IReadOnlyList<RegistrationId>> SettledSidesAsync(this IDocumentSession session, VisitRequestId visit, CancellationToken cancellationToken)
    {
        await session.HoldOneAsync(ForgottenRegistration.Lock, cancellationToken);
        var sides = Enum.GetValues<VisitSide>().Select(side => VisitSides.IdOf(visit, side)).ToList();
        if (await session.IsForgottenAsync(visit, cancellationToken))
        {
            return sides;
        }

        var told = (await session.LoadManyAsync<Response>(cancellationToken, sides.Select(side => Response.IdOf(side)))).Select(response => response.RegistrationId);
        return [.. sides.Intersect(told)];
    }

    /// <summary>In the session, which the caller commits.</summary>
    public static async Task<CastResult> TellOfVisitAsync(
        this IDocumentSession session, Invitation invitation, VisitSide side, VisitRequestId visit, AskedSurvey survey, Answer.Request request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (said, errors) = VisitQuestions.Read(side, request.Answers);
        if (said is null)
        {
            return CastResult.Refused(Flaw.Refuse(CommonProblems.Invalid, errors));
        }

        if (now >= survey.ClosesAt)
        {
            return CastResult.Refused(SurveyProblems.Closed);
        }

        // The other side may tell at the same moment, or the company be forgotten: each has to see the other's words.
        await session.HoldOneAsync(ForgottenRegistration.Lock, cancellationToken);
        if (await session.IsForgottenAsync(visit, cancellationToken))
        {
            return CastResult.Refused(SurveyProblems.NoSuchSurvey);
        }

        var stream = await session.Events.FetchForWriting<Response>(Response.IdOf(invitation.RegistrationId), cancellationToken);
        var before = stream.Aggregate;
        stream.AppendOne(new PersonallyAnswered(
            invitation.SurveyId, invitation.ActivityId, invitation.EditionId, invitation.RegistrationId, VisitQuestions.For(side).Version, said.Marks, said.Texts, now));
        if (survey.FrozenVersion is null)
        {
            // Answered by somebody: it is not withdrawn any more.
            var frozen = (await session.QuestionnaireAsync(survey, cancellationToken)).Version;
            await session.DecideAsync<Survey>(
                invitation.ActivityId.Value,
                ExpectedVersion.Any,
                each => each.FrozenVersion is null ? Decision.Of(new QuestionsFrozen(frozen)) : Decision.Nothing,
                cancellationToken);
        }

        var own = VisitAccount.Of(said.Marks, said.Texts, now);
        var others = await session.OtherAccountAsync(visit, side, cancellationToken);
        var accounts = side == VisitSide.Company ? new VisitAccounts(own, others) : new VisitAccounts(others, own);
        (string? Topic, string? Message)? wish = request.FollowUp is { } asked ? (asked.Topic, asked.Message) : null;
        var area = (await KnownAreas.ReadAsync(session, cancellationToken)).For(wish?.Topic);
        await session.DecideAsync<FollowUp>(
            TellOfVisit.IdOf(visit).Value,
            ExpectedVersion.Any,
            followUp => TellOfVisit.Decide(followUp, invitation, visit, accounts, area, wish, now),
            cancellationToken);
        return new CastResult(IsFirst: before is null, survey.ClosesAt!.Value);
    }

    private static async Task<VisitAccount?> OtherAccountAsync(this IQuerySession reads, VisitRequestId visit, VisitSide side, CancellationToken cancellationToken)
    {
        var other = VisitSides.IdOf(visit, side == VisitSide.Company ? VisitSide.Delegation : VisitSide.Company);
        return await reads.LoadAsync<Response>(Response.IdOf(other), cancellationToken) is { } response
            ? VisitAccount.Of(response.Marks, response.Texts, response.AnsweredAt)
            : null;
    }
}
