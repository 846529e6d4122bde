using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Box;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Knowledge;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Feedback.Answers;

/// <summary>What came of putting answers in.</summary>
/// <param name="IsFirst">Whether they are the first of their invitation; else they changed what was said.</param>
/// <param name="ChangeableUntil">UTC.</param>
/// <param name="Refusal">Why they were not taken; null where they were.</param>
public sealed record CastResult(bool IsFirst, DateTimeOffset ChangeableUntil, Refusal? Refusal = null)
{
    public static CastResult Refused(Refusal refusal) => new(IsFirst: false, default, refusal);
}

/// <summary>Where answers are put in, by whatever way they come.</summary>
public sealed class BallotBox(ISessionFactory sessions, BoxKeys keys, TimeProvider clock)
{
    private const int Attempts = 5;

    /// <summary>What somebody with this registration was invited to; null when they have not come, or the survey is not open.</summary>
    public async Task<Invitation?> FindAsync(ActivityId activity, RegistrationId registration, CancellationToken cancellationToken)
    {
        await using var reads = sessions.QuerySession();
        return await reads.Query<Invitation>()
            .FirstOrDefaultAsync(invitation => invitation.RegistrationId == registration && invitation.ActivityId == activity, cancellationToken);
    }

    /// <param name="invitation">The hash of its token.</param>
    public async Task<Invitation?> FindAsync(string invitation, CancellationToken cancellationToken)
    {
        await using var reads = sessions.QuerySession();
        return await reads.LoadAsync<Invitation>(invitation, cancellationToken);
    }

    /// <summary>Puts somebody's answers in, or changes what they have put in. All of it is one commit: the answers, and the wish to be contacted.</summary>
    /// <param name="language">That of who answers: what they write is taken to be in it.</param>
    public async Task<CastResult> CastAsync(Invitation invitation, Answer.Request request, string language, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(invitation, request, language, cancellationToken);
            }
            catch (Exception exception) when (attempt < Attempts && ConcurrencyErrors.IsOne(exception))
            {
                // The same link at the same moment, or the first answer of a survey: it is decided again on what the other made of it.
            }
        }
    }

    private async Task<CastResult> TryAsync(Invitation invitation, Answer.Request request, string language, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.AskedAsync(invitation.ActivityId, cancellationToken) is not { ClosesAt: { } closesAt } survey)
        {
            return CastResult.Refused(SurveyProblems.NoSuchSurvey);
        }

        if (invitation is { Side: { } side, Visit: { } visit })
        {
            var told = await session.TellOfVisitAsync(invitation, side, visit, survey, request, clock.GetUtcNow(), cancellationToken);
            if (told.Refusal is null)
            {
                await session.SaveChangesAsync(cancellationToken);
            }

            return told;
        }

        var questionnaire = await session.QuestionnaireAsync(survey, cancellationToken);
        var (said, errors) = questionnaire.Read(request.Answers);
        if (said is null)
        {
            return CastResult.Refused(Flaw.Refuse(CommonProblems.Invalid, errors));
        }

        var now = clock.GetUtcNow();
        if (now >= closesAt)
        {
            return CastResult.Refused(SurveyProblems.Closed);
        }

        if (keys.All.Count > 1)
        {
            // While another key takes over, two instances may not agree which one it is: of one person they would make two ballots.
            await session.HoldOneAsync($"ballot/{invitation.RegistrationId}", cancellationToken);
        }

        var ids = Ballot.IdsOf(invitation.RegistrationId, keys, invitation.Audience);
        var ballot = await session.LoadManyAsync<Ballot>(cancellationToken, ids) is [var found, ..] ? found : null;
        var id = ballot?.Id ?? ids[0];
        var before = ballot is null ? null : keys.Open<BallotPaper>(id, ballot.Sealed);
        var known = invitation.Audience is not null ? null : await session.ForeknowledgeAsync(invitation.RegistrationId, keys, cancellationToken);
        var paper = Answer.Fill(
            before, survey.Facts.GroupsOf(invitation.ActivityId, invitation.IsMember, invitation.CompanySize), said, known, language);
        if (before?.Slips[0].Now.IsSame(said) != true)
        {
            session.Replace(ballot, (ballot ?? new Ballot
            {
                Id = id,
                EditionId = invitation.EditionId,
                ActivityId = invitation.ActivityId,
                ClosesAt = closesAt,
                IsPending = true,
                Sealed = [],
            }) with
            { IsPending = paper.IsPending, Sealed = keys.Seal(id, paper) });
            if (!questionnaire.IsAnonymous)
            {
                var response = await session.Events.FetchForWriting<Response>(Response.IdOf(invitation.RegistrationId, invitation.Audience), cancellationToken);
                response.AppendOne(new PersonallyAnswered(
                    invitation.SurveyId, invitation.ActivityId, invitation.EditionId, invitation.RegistrationId, questionnaire.Version, said.Marks, said.Texts, now));
            }
        }

        if (ballot is null)
        {
            session.Events.StartStream(id, new BallotCast(invitation.SurveyId, invitation.ActivityId, invitation.EditionId, now, invitation.Audience));
        }

        if (survey.FrozenVersion is null)
        {
            await session.DecideAsync<Survey>(
                invitation.ActivityId.Value,
                ExpectedVersion.Any,
                each => each.FrozenVersion is null ? Decision.Of(new QuestionsFrozen(questionnaire.Version)) : Decision.Nothing,
                cancellationToken);
        }

        if (request.FollowUp is { } wish)
        {
            // A stream of its own: what was answered does not come out of the box at the same time.
            await session.AskForFollowUpAsync(invitation, wish.Topic, wish.Message, now, cancellationToken);
        }

        await session.SaveChangesAsync(cancellationToken);
        return new CastResult(IsFirst: ballot is null, closesAt);
    }
}
