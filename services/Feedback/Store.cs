using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Answers;
using BusinessFocus.Feedback.Areas;
using BusinessFocus.Feedback.Box;
using BusinessFocus.Feedback.Comments;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Knowledge;
using BusinessFocus.Feedback.Official;
using BusinessFocus.Feedback.Participation;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Reports;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx.Events.Projections;
using Marten;

namespace BusinessFocus.Feedback;

/// <summary>Feedback's streams, documents and indexes.</summary>
public static class Store
{
    public static void Configure(StoreOptions options)
    {
        options.Projections.Add(new StateProjection<Survey>(
            typeof(ActivityHeardOf), typeof(AttendeeCame), typeof(AttendeeDidNotCome), typeof(SurveyWasOpened), typeof(AttendeeWasInvited),
            typeof(AttendeeWasReminded), typeof(RemindersWereSent), typeof(QuestionsFrozen), typeof(SurveyWasClosed),
            typeof(SurveyWasWithdrawn), typeof(EditionSurveyPlanned), typeof(EditionSurveyCancelled), typeof(EditionAudienceWasRequested),
            typeof(VisitHeardOf), typeof(VisitWasSurveyed)), ProjectionLifecycle.Inline);
        options.Projections.Add(new StateProjection<SurveyTemplate>(typeof(QuestionsChanged)), ProjectionLifecycle.Inline);
        options.Projections.Add(new StateProjection<Response>(typeof(PersonallyAnswered), typeof(ResponseForgotten)), ProjectionLifecycle.Inline);
        options.Projections.Add(new StateProjection<EditionBox>(typeof(AnswersCounted)), ProjectionLifecycle.Inline);
        options.Projections.Add(new StateProjection<Comment>(typeof(CommentGiven), typeof(CommentModerated)), ProjectionLifecycle.Inline);
        options.Projections.Add(new ResultsProjection { Name = "GroupResult" }, ProjectionLifecycle.Async);
        options.Projections.Add(new StateProjection<FollowUp>(FollowUp.Events), ProjectionLifecycle.Inline);
        options.Projections.Add(new StateProjection<Area>(typeof(AreaWasSet)), ProjectionLifecycle.Inline);
        options.Projections.Add(new StateProjection<OfficialFigures>(typeof(OfficialFigureWasSet), typeof(OfficialFigureWasRemoved)), ProjectionLifecycle.Inline);
        options.Projections.Add(new StateProjection<PublicReport>(typeof(PublicPartWasChosen)), ProjectionLifecycle.Inline);
        options.Projections.Add(new StateProjection<ReportedActivity>(typeof(ActivityHeardOf), typeof(QuestionsFrozen)) { Name = "ReportedActivity" }, ProjectionLifecycle.Async);
        options.Schema.For<Survey>().DocumentAlias("survey").Index(survey => survey.EditionId!).Index(survey => survey.ClosesAt!).Index(survey => survey.OpensAt!);
        options.Schema.For<SurveyTemplate>().DocumentAlias("surveytemplate");
        options.Schema.For<EditionBox>().DocumentAlias("editionbox");
        options.Schema.For<Area>().DocumentAlias("area");
        options.Schema.For<OfficialFigures>().DocumentAlias("officialfigures");
        options.Schema.For<PublicReport>().DocumentAlias("publicreport");
        options.RegisterValueType<RegistrationId>();
        options.RegisterValueType<EditionId>();
        options.RegisterValueType<ActivityId>();
        options.RegisterValueType<VisitRequestId>();
        options.Schema.For<Ballot>().DocumentAlias("ballot").UseOptimisticConcurrency(true)
            .Index(ballot => ballot.EditionId).Index(ballot => ballot.ActivityId).Index(ballot => ballot.ClosesAt).Index(ballot => ballot.IsPending);
        options.Schema.For<Invitation>().DocumentAlias("invitation").Index(invitation => invitation.RegistrationId).Index(invitation => invitation.ActivityId);
        options.Schema.For<Response>().DocumentAlias("response").Index(response => response.ActivityId).Index(response => response.EditionId);
        options.Schema.For<Foreknowledge>().DocumentAlias("foreknowledge").Index(known => known.KeptUntil);
        options.Schema.For<ReportedActivity>().DocumentAlias("reportedactivity").Index(activity => activity.EditionId).Index(activity => activity.EditionSlug);
        options.Schema.For<GroupResult>().DocumentAlias("groupresult").Index(result => result.EditionId);
        options.Schema.For<EditionParticipation>().DocumentAlias("editionparticipation");
        options.Schema.For<EditionMetCompanies>().DocumentAlias("editionmetcompanies");
        options.Schema.For<Comment>().DocumentAlias("comment").Index(comment => comment.EditionId);
        options.Schema.For<ForgottenRegistration>().DocumentAlias("forgottenregistration");
        options.Schema.For<FollowUp>()
            .DocumentAlias("followup")
            .Index(followUp => followUp.RegistrationId)
            .Index(followUp => followUp.EditionId)
            .Index(followUp => followUp.RemindAt!);
    }
}
